"""Cases are read by the tests beside them; the policies among them are no tests themselves."""

collect_ignore_glob = ["*.playbook"]
