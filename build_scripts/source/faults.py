"""Faults in the data, told to people: where, what was found, what is allowed, how to mend it.

Bureau staff read these, so every sentence is Chinese first, English after it. The sentences stand
here in one table (``MESSAGES``), keyed by a code that tests and callers use.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MESSAGES: dict[str, tuple[str, str]] = {
    "no_file": ("找不到这个文件；请恢复它，或检查文件名。", "This file is missing; restore it or check its name."),
    "not_utf8": (
        "文件不是 UTF-8 编码（第 {byte} 个字节无法识别）；请用编辑器“另存为 UTF-8”。",
        "The file is not UTF-8 (byte {byte} cannot be read); save it as UTF-8 in your editor.",
    ),
    "syntax": (
        "YAML 写法有误：{problem_zh}；请检查这一行和上一行的缩进、冒号与引号。",
        "YAML syntax error: {problem}; check indentation, colons and quotes on this line and the one above.",
    ),
    "tab": (
        "这一行用了制表符（Tab）缩进；YAML 只能用空格，请换成两个空格。",
        "This line is indented with a tab; YAML takes spaces only: use two spaces.",
    ),
    "full_width_colon": (
        "“{key}”后面用了全角冒号“：”；请改成半角冒号加一个空格，即“{key}: ”。",
        "A full-width colon follows '{key}'; write an ASCII colon and a space: '{key}: '.",
    ),
    "duplicate_key": (
        "键“{key}”在同一处写了两次（第一次在第 {first} 行）；请删去一个。",
        "Key '{key}' stands twice in one place (first on line {first}); delete one.",
    ),
    "bare_boolean": (
        "这里写了不带引号的 {found}，YAML 会把它当成真假值；是非请写 true 或 false，文字请加引号。",
        "Bare {found} is read as a truth value; write true or false for yes/no, or put a word in quotes.",
    ),
    "no_anchor": (
        "这里用了 YAML 的锚点、别名或标签（& * !）；本项目不用它们，请写出完整内容。",
        "YAML anchors, aliases and tags (& * !) are not used here; write the content out.",
    ),
    "wrong_type": (
        "“{key}”应为{wanted_zh}，实际是{found_zh}；请按同类条目的写法修改。",
        "'{key}' should be {wanted}, found {found}; follow the entries like it.",
    ),
    "unknown_key": (
        "不认识的键“{key}”{hint_zh}；这里可以写：{allowed}。",
        "Unknown key '{key}'{hint}; allowed here: {allowed}.",
    ),
    "missing_key": ("缺少“{key}”；请补上。", "'{key}' is missing; add it."),
    "missing_language": (
        "“{key}”缺少{language_zh}文字；请在 {lang}: 后面补上。",
        "'{key}' has no {language} text; add it after {lang}:.",
    ),
    "not_allowed": (
        "“{key}”的值“{found}”不在允许范围内{hint_zh}；可以写：{allowed}。",
        "Value '{found}' of '{key}' is not allowed{hint}; allowed: {allowed}.",
    ),
    "bad_id": (
        "编号“{found}”不合规；只能用小写字母、数字和连字符（-），事实与选项的编号用下划线（_），以字母开头。",
        "Id '{found}' is not well formed; lower-case letters, digits, hyphens (facts and choices: underscores).",
    ),
    "duplicate_id": (
        "编号“{found}”已经在 {first} 用过；编号不能重复，请换一个。",
        "Id '{found}' is already used at {first}; ids are unique: choose another.",
    ),
    "id_outside": (
        "编号“{found}”应以所在章节的编号“{wanted}”开头。",
        "Id '{found}' should begin with the id of its section, '{wanted}'.",
    ),
    "unknown_id": (
        "“{key}”引用的编号“{found}”不存在{hint_zh}；请改成已有的编号。",
        "'{key}' refers to id '{found}', which does not exist{hint}; use an existing id.",
    ),
    "not_a_number": ("“{key}”应为数字，实际是“{found}”。", "'{key}' should be a number, found '{found}'."),
    "not_a_date": (
        "“{key}”应为日期（如 {example}），实际是“{found}”。",
        "'{key}' should be a date such as {example}, found '{found}'.",
    ),
    "not_a_figure": (
        "“{key}”应为数字加单位，单位同原文（如 300万元、YYYY年M月），实际是“{found}”。",
        "'{key}' should be a figure with the sentence's own unit (300万元, YYYY年M月), found '{found}'.",
    ),
    "wrong_unit": (
        "“{found}”的单位与事实“{fact}”的单位“{unit}”不符；请核对。",
        "The unit of '{found}' is not that of fact '{fact}' ({unit}); check both.",
    ),
    "figure_not_in_text": (
        "规则里的“{found}”在这一条原文中找不到；原文改过后规则也要改，使两者一致。",
        "The rule's figure '{found}' does not stand in the clause's own Chinese; make rule and sentence agree.",
    ),
    "figure_in_case": (
        "情形（needed、unclear、when）里不能写数字“{found}”：数字只能写在原文有它的那一条条款的规则里；这里只写选项和是否。",
        "A case takes no figure ('{found}'): it belongs in the rule of its clause; use choices and yes/no here.",
    ),
    "not_in_text": (
        "“{found}”在条款“{clause}”的原文中找不到；请按原文填写。",
        "'{found}' does not stand in the text of clause '{clause}'; copy it from there.",
    ),
    "name_not_in_heading": (
        "名称“{found}”不在标题“{heading}”之中；两处应一致。",
        "Name '{found}' does not stand in the heading '{heading}'; make them agree.",
    ),
    "no_rule": (
        "条款“{clause}”是硬性或原则性条件，须写 check（怎么核对），或写 no_check（为什么机器不能核对）。",
        "Clause '{clause}' is required or in principle: give it a check, or no_check saying why none is possible.",
    ),
    "rule_not_allowed": (
        "“{kind}”类条款不能带“{key}”；请改 kind，或删去它。",
        "A clause of kind '{kind}' takes no '{key}'; change the kind or delete it.",
    ),
    "too_few_options": (
        "理解（readings）“{reading}”的 options 不足两种；一个词有两种以上的理解才写在这里，请补上，或删去这一项。",
        "Reading '{reading}' has fewer than two options; a word belongs here if it can be read in two ways or more.",
    ),
    "reading_not_shared": (
        (
            "理解（readings）“{reading}”{users_zh}；两条以上条款共用的才写在这里：请在另一条写上 reading 和 under，"
            "或删去它，在条款自己的 doubtful 里写 note。"
        ),
        (
            "Reading '{reading}': {users} it, but a reading is shared by two clauses or more; name it in another one, "
            "or delete it and give the clause's own doubtful a note."
        ),
    ),
    "word_not_in_clause": (
        "理解（readings）“{reading}”说的是“{word}”（{reading_place}），条款“{clause}”的原文里却没有这个词；请改正其中一处。",
        "Reading '{reading}' is about '{word}' ({reading_place}), but clause '{clause}' lacks it; correct either.",
    ),
    "two_readings": (
        "条款“{clause}”的结果同时取决于几种理解：{readings}；一条条款只能取决于其中一种，请改写。",
        "Clause '{clause}' hangs on several readings, {readings}; it can hang on one only: rewrite them.",
    ),
    "bad_condition": (
        "看不懂这条规则；一条规则要恰好用下列写法之一：{allowed}。",
        "This is no condition; use exactly one of: {allowed}.",
    ),
    "wrong_fact_type": (
        "事实“{fact}”是{type_zh}，不能用“{key}”来核对。",
        "Fact '{fact}' is of type {type}; '{key}' cannot test it.",
    ),
    "range_reversed": (
        "资助额度“{grant}”的下限“{at_least}”大于上限“{at_most}”；请对照原文改正 at_least、at_most。",
        "Grant '{grant}': at_least ('{at_least}') is above at_most ('{at_most}'); correct them by the text.",
    ),
    "range_of_other_kind": (
        "资助额度“{grant}”写了金额，它引用的条款“{clause}”的性质（kind）应为 amount，实际是“{kind}”；请改正。",
        "Grant '{grant}' has bounds, so its clause '{clause}' should be of kind amount, found '{kind}'; change it.",
    ),
    "amount_without_range": (
        "条款“{clause}”的性质（kind）是 amount，但 edition.yml 的 grants 没有写它的金额；请补上，或改用别的性质。",
        "Clause '{clause}' is of kind amount, but no grant in edition.yml has bounds for it; add one or change kind.",
    ),
    "nothing_advised": (
        "选择题、是非题的 changeable 不能只写 {when}；请写 when（何时）和 values（可建议的回答），不能改变的写 never。",
        "A choice or yes/no fact needs when and values (the answers to advise) under changeable, not only {when}.",
    ),
    "advised_no_choice": (
        "数字、日期不用写 values（可以建议最小值和最大值之间的任何数）；请删去。",
        "A number or date has no values: any between its limits may be advised. Delete the key.",
    ),
    "role_twice": (
        "用途（role）“{found}”在 {first} 已经写过；这个用途只能写在一处，请删去一个。",
        "Role '{found}' is already given at {first}; it can be given once: delete one.",
    ),
    "wrong_type_for_role": (
        "用途（role）“{role}”要写在{wanted_zh}上，事实“{fact}”却是{found_zh}；请移到所指的问题上，或删去。",
        "Role '{role}' is for {wanted}, but fact '{fact}' is {found}; move or delete it.",
    ),
    "role_choices_differ": (
        "事实“{fact}”和“{other}”的用途（role）都是“{role}”，选项却不同；请使编号和次序相同，或删去一个。",
        "Facts '{fact}' and '{other}' share role '{role}' but not the choices; make them agree or delete one role.",
    ),
    "not_asked": (
        "事实“{found}”没有放进问卷 questionnaire.yml；请在某一节的 facts 里加上它。",
        "Fact '{found}' is asked nowhere; add it to a section of questionnaire.yml.",
    ),
    "asked_twice": (
        "事实“{found}”在问卷里出现了两次；请删去一处。",
        "Fact '{found}' is asked twice; delete one.",
    ),
    "useless_fact": (
        "没有任何规则用到事实“{found}”；请删去这个问题，或为相应条款补上规则。",
        "No rule uses fact '{found}'; delete the question or write the rule that needs it.",
    ),
    "no_blank": (
        "“{key}”里缺少要填的空 {wanted}；请补上。",
        "'{key}' lacks the blank {wanted}; add it.",
    ),
    "word_nowhere": (
        "“{found}”在各项目类型、方向的名称和主要内容里都找不到；请照原文填写，或删去。",
        "'{found}' stands in no name and no scope of a project type or direction; copy it from there or delete it.",
    ),
    "not_a_mail_address": (
        "“{key}”应为一个电子邮箱地址，实际是“{found}”；不知道的请空着。",
        "'{key}' should be one e-mail address, found '{found}'; leave it empty where none is known.",
    ),
    "empty": ("“{key}”是空的；请补上内容。", "'{key}' is empty; fill it in."),
    "foreign_placeholder": (
        "“{key}”里的占位符“{found}”不是这条规则所用的数字问题的编号{hint_zh}；可以写：{allowed}。",
        "Placeholder '{found}' of '{key}' is not the id of a number that the rule uses{hint}; allowed: {allowed}.",
    ),
    "bad_placeholder": (
        "“{key}”的中英文占位符不一致：中文有 {zh}，英文有 {en}；请使两者相同。",
        "The placeholders of '{key}' differ: {zh} in Chinese, {en} in English; make them equal.",
    ),
    "word_twice": (
        "“{found}”已经在 {first} 写过；同一个词只写一次，请合并。",
        "'{found}' already stands at {first}; write a word once: merge the two.",
    ),
    "word_not_in_text": (
        "text 里的“{found}”在指南和须知的{language_zh}文字中找不到，换成它也搜不到内容；请改成原文里的词。",
        "'{found}' under text stands nowhere in the {language} of guide and notice; use a word of theirs.",
    ),
}


# What PyYAML says first -> what it mostly means, in Chinese.
SYNTAX_PROBLEMS = {
    "could not find expected ':'": "这一行缺少冒号，或冒号后没有空格",
    "mapping values are not allowed": "多出一个冒号：缩进不对，或文字里有英文冒号而没有加引号",
    "expected <block end>": "缩进不一致，或引号前后有多余的文字",
    "expected ',' or": "花括号或方括号里缺少逗号，或文字没有加引号",
    "found unexpected end of stream": "引号没有成对",
    "special characters are not allowed": "有看不见的控制字符",
    "found character": "有不能放在这里的符号",
}
_OTHER_SYNTAX_PROBLEM = "这里的写法不符合 YAML 规则"


def syntax_words(problem: str) -> dict[str, str]:
    """Return PyYAML's problem in both languages."""
    zh = next((words for start, words in SYNTAX_PROBLEMS.items() if problem.startswith(start)), _OTHER_SYNTAX_PROBLEM)
    return {"problem": problem, "problem_zh": zh}


@dataclass(frozen=True, slots=True)
class Place:
    """A line in a file; ``file`` is relative to the project's root, lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Return ``file:line``, which editors and terminals can open."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, at one place."""

    place: Place
    code: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return ``file:line: Chinese sentence English sentence``."""
        zh, en = (sentence.format(**self.values) for sentence in MESSAGES[self.code])
        return f"{self.place}: {zh} {en}"


class FaultList:
    """Collects the faults of a run, so that all are told together."""

    def __init__(self) -> None:
        """Start with none."""
        self._faults: list[Fault] = []

    def add(self, place: Place, code: str, **values: str) -> None:
        """Note a fault; the same one at the same place is kept once."""
        fault = Fault(place, code, values)
        if fault not in self._faults:
            self._faults.append(fault)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._faults)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._faults)

    def sorted(self) -> list[Fault]:
        """Return the faults in order of file and line."""
        return sorted(self._faults, key=lambda fault: (fault.place.file, fault.place.line))


class DataError(Exception):
    """The data cannot be used; ``faults`` says everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, in order of file and line."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
