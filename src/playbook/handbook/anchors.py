"""The anchors of the page: one for each rule, topic, param and named expression."""

from playbook.syntax import tree


def rule_anchor(rule: tree.Rule) -> str:
    return f"rule-{rule.name.name}"


def topic_anchor(topic: tree.Topic) -> str:
    return f"topic-{topic.name.name.replace('_', '-')}"


def param_anchor(param: tree.Param) -> str:
    return f"param-{param.name.name.replace('_', '-')}"


def let_anchor(let: tree.Let) -> str:
    return f"let-{let.name.name.replace('_', '-')}"
