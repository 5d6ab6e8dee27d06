"""What a failed proof says to staff: Chinese first, English after it, like every other fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.source.faults import Fault, FaultList

if TYPE_CHECKING:
    from build_scripts.source.faults import Place

SENTENCES: dict[str, tuple[str, str]] = {
    "idle_law": (
        "前后矛盾的规则“{law}”没有任何回答会违反，等于没有写；请核对其中的数字和选项。",
        "No answers break the law '{law}'; correct its figures and choices.",
    ),
    "answer_excluded": (
        "前后矛盾的规则（consistency）使任何申报单位都不能对问题“{fact}”回答“{answer_zh}”；请核对用到它的规则。",
        "The laws under consistency leave nobody who can answer '{answer}' to '{fact}'; correct those that name it.",
    ),
    "concerns_nobody": (
        "条款“{clause}”管不到任何申报单位：applies_when 从不成立，或免除条款把人全免了；请核对这些条件。",
        "Clause '{clause}' concerns nobody: its applies_when never holds, or exemptions free everybody; correct them.",
    ),
    "concerns_everybody": (
        "条款“{clause}”的 applies_when 对任何申报单位都成立，等于没有写；请核对，或删去它。",
        "The applies_when of clause '{clause}' holds for everybody; correct or delete it.",
    ),
    "never_met": (
        "条款“{clause}”的 check 没有任何申报单位能满足；请核对数字、选项和 applies_when。",
        "No applicant can meet the check of clause '{clause}'; correct its figures, choices or applies_when.",
    ),
    "never_fails": (
        "条款“{clause}”的 check 没有任何申报单位会不满足，等于没有核对；请核对数字、选项和 applies_when。",
        "No applicant can fail the check of clause '{clause}'; correct its figures, choices or applies_when.",
    ),
    "idle_doubt": (
        "条款“{clause}”的 doubtful.when 在条款得到满足时从不成立，说明永远不会出现；请核对，或删去它。",
        "The doubtful.when of clause '{clause}' never holds where the clause is met; correct or delete it.",
    ),
    "idle_exemption": (
        "条款“{clause}”对“{target}”的免除（exempts）改变不了任何申报单位的结果；请核对，或删去它。",
        "The exemption by clause '{clause}' from '{target}' changes nothing for anybody; correct or delete it.",
    ),
    "idle_option": (
        (
            "理解（readings）“{reading}”的“{option}”决定不了任何申报单位的结果：没有人只因这样理解而不满足某一条；"
            "请核对各条的 under 和 when，或删去这一种。"
        ),
        (
            "Option '{option}' of reading '{reading}' decides nothing for anybody: nobody fails a clause because the "
            "word is read so; correct the under and when of its clauses, or delete it."
        ),
    ),
    "idle_reading": (
        (
            "理解（readings）“{reading}”的几条条款从不一起起作用：没有任何申报单位在每一种理解下都不满足其中一条；"
            "请核对各条的 under 和 when，或改为各条自己的 doubtful.note。"
        ),
        (
            "The clauses of reading '{reading}' never work together: nobody fails one of them under each option; "
            "correct their under and when, or give each clause's own doubtful a note."
        ),
    ),
    "verdict_out_of_reach": (
        "“{track_zh}”没有任何申报单位能得到“{verdict_zh}”的结果{clauses_zh}；请核对这些规则。",
        "No applicant can get the verdict '{verdict}' for {track}{clauses}; correct these rules.",
    ),
    "contradiction": (
        (
            "条款“{clause}”与“{other}”（{other_place}）互相矛盾：分开都能满足，同时适用时却不能都满足，"
            "例如：{applicant_zh}；请核对两条规则。"
        ),
        (
            "Clause '{clause}' contradicts '{other}' ({other_place}): each can be met, both cannot, e.g. where "
            "{applicant}; correct the two rules."
        ),
    ),
    "idle_fact": (
        "事实“{fact}”改变不了任何申报方向的结果（只影响优先条款）；请核对用到它的规则，或删去这个问题。",
        "Fact '{fact}' never changes a verdict, only preferences; correct the rules that use it or delete it.",
    ),
    "idle_question": (
        "对问题“{fact}”的回答什么也改变不了；请核对用到它的规则，或删去这个问题。",
        "No answer to question '{fact}' changes anything; correct the rules that use it or delete it.",
    ),
    "idle_case": (
        (
            "“{entry}”的这一情形对能申报的单位从不起作用：when 从不成立，或者成立时总有 needed 的情形也成立；"
            "请核对 applies_to 和 when，或删去它。"
        ),
        (
            "This case of '{entry}' never counts for anybody who can apply: its when never holds, or only where a "
            "needed case holds too; correct its applies_to and when, or delete it."
        ),
    ),
    "idle_condition": (
        "“{entry}”这里的 when 对能申报的单位总是成立，等于没有写；请核对，或删去 when。",
        "The when of '{entry}' here holds for everybody who can apply; correct it or delete the when.",
    ),
    "no_recommender": (
        (
            "有的单位能申报“{track_zh}”，recommenders 里却没有一项说由谁推荐（needed），也没有一项说明为什么不清楚"
            "（unclear），例如：{applicant_zh}；请补上这种情形。"
        ),
        (
            "Some applicants can apply for {track}, but no entry of recommenders says who recommends them (needed) or "
            "why that is unclear (unclear), e.g. where {applicant}; add the case."
        ),
    ),
    "bound_not_shown": (
        "条款“{clause}”的界限“{bound}”没有两个案例正好分立在两边；请在 scenarios 里补上。",
        "No two scenarios stand on either side of the bound '{bound}' of clause '{clause}'; add them.",
    ),
    "not_monotone": (
        (
            "事实“{fact}”写明 monotone: {monotone}，但由 {before_zh} 改为 {after_zh}，"
            "“{track_zh}”反由“{from_zh}”变为“{to_zh}”（条款“{clause}”；其他回答：{applicant_zh}）；"
            "请核对这一条，或删去 {fact_place} 的 monotone。"
        ),
        (
            "Fact '{fact}' is declared monotone: {monotone}, but a change from {before} to {after} turns {track} from "
            "'{from}' to '{to}' (clause '{clause}'; other answers: {applicant}); correct the clause or delete the "
            "monotone at {fact_place}."
        ),
    ),
    "undecided": (
        "求解器没能在限定时间内判定（{reason}）；请告诉技术人员。",
        "The solver could not decide in time ({reason}); tell the technical staff.",
    ),
    "encoding_differs": (
        "证明程序与自测程序对同一申报单位说法不一（{asked}：{applicant_zh}）；请告诉技术人员。",
        "Proof and checker differ on an applicant ({asked}: {applicant}); tell the technical staff.",
    ),
}


class ProofFault(Fault):
    """A fault that a proof found."""

    def __str__(self) -> str:
        """Return ``file:line: Chinese sentence English sentence``."""
        zh, en = (sentence.format(**self.values) for sentence in SENTENCES[self.code])
        return f"{self.place}: {zh} {en}"


class ProofFaults(FaultList):
    """The faults that the proofs of an edition found."""

    def add(self, place: Place, code: str, **values: str) -> None:
        """Note a fault; the same one at the same place is kept once."""
        fault = ProofFault(place, code, values)
        if fault not in self._faults:
            self._faults.append(fault)
