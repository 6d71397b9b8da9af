"""What Playbook costs, measured beside hand-written code and beside its peers: `python -m benchmarks`. No part of the
package, and no test: nothing here fails because a machine is slow.
"""
