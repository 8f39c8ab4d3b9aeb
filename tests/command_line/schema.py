"""The contract of `python -m cx analyse --json`: fields and types, no more than was promised.

A set is a choice of texts, a list a list of such records, None beside a type means it may be null.
"""

from collections.abc import Iterator
from typing import Any

NUMBER = (int, float)
MAYBE = (int, float, type(None))
TEXT_OR_NULL = (str, type(None))
ESTIMATE = {"value": NUMBER, "low": NUMBER, "high": NUMBER}
DIRECTIONS = frozenset({"positive", "negative", "conflict"})

PROBLEM = {
    "code": str,
    "severity": frozenset({"stops", "left_out", "note"}),
    "where": str,
    "what": str,
    "fix": str,
}
FINDING = {
    "question": str,
    "verdict": frozenset({"shown", "cannot tell", "not asked"}),
    "headline": str,
    "detail": str,
    "effect": MAYBE,
    "unit": TEXT_OR_NULL,
    "low": MAYBE,
    "high": MAYBE,
    "n": (int, type(None)),
    "page": str,
}
SCHEMA: dict[str, Any] = {
    "passport": {
        "rows_read": int,
        "rows_used": int,
        "rows_left_out": int,
        "problems": [PROBLEM],
        "does_not_apply": dict,
        "mapping": {"outcome": str, "driver": [str]},
        "scale": {
            "minimum": NUMBER,
            "maximum": NUMBER,
            "favourable_from": NUMBER,
            "unfavourable_to": NUMBER,
        },
    },
    "overview": {
        "outcome": str,
        "n": int,
        "mean": {"value": NUMBER, "low": MAYBE, "high": MAYBE},
        "headline": {"name": str, "unit": str, "value": NUMBER, "low": NUMBER, "high": NUMBER},
        "net": {
            "points": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "favourable_share": NUMBER,
            "neutral_share": NUMBER,
            "unfavourable_share": NUMBER,
        },
        "distribution": [{"value": NUMBER, "n": int}],
        "trend": [{"period": str, "n": int, "points": MAYBE, "low": MAYBE, "high": MAYBE}],
        "trend_test": {"name": str, "p_value": MAYBE},
    },
    "segments": {
        "n_suppressed": int,
        "n_protecting": int,
        "interaction": {"p_value": MAYBE, "degrees_of_freedom": int},
        "bridge": {
            "change": {"points": NUMBER, "low": NUMBER, "high": NUMBER},
            "mix": {"points": NUMBER, "low": NUMBER, "high": NUMBER},
            "score": {"points": NUMBER, "low": NUMBER, "high": NUMBER},
            "rows": [{"cell": str, "mix_points": NUMBER, "score_points": NUMBER}],
        },
        "rfm": dict,
        "bought_against_intended": dict,
        "found": dict,
        "tree": dict,
        "row_role": str,
        "column_role": str,
        "rows": [
            {
                "row": str,
                "column": str,
                "n": int,
                "points": MAYBE,
                "low": MAYBE,
                "high": MAYBE,
                "p_adjusted": MAYBE,
                "revenue_share": MAYBE,
                "suppressed": bool,
                "protecting": bool,
            }
        ],
    },
    "drivers": {
        "findings": [FINDING],
        "r_squared": NUMBER,
        "n": int,
        "n_left_out": int,
        "verdict": frozenset({"reliable", "leaning", "exploratory only"}),
        "doubts": [str],
        "agreeing_share": NUMBER,
        "noise_importance": NUMBER,
        "outcome_like": [str],
        "method": str,
        "method_reason": TEXT_OR_NULL,
        "set_aside": [{"driver": str, "reason": str, "n_rated": int}],
        "penalty_reward": [
            {
                "driver": str,
                "penalty": MAYBE,
                "reward": MAYBE,
                "asymmetry": MAYBE,
                "kind": frozenset({"must-be", "performance", "delighter", "not determinable"}),
            }
        ],
        "interactions": {
            "n": int,
            "tests": [{"category": str, "n_groups": int, "p_adjusted": MAYBE, "differs": bool}],
            "by_group": [{"category": str, "rows": [{"driver": str, "coefficient": NUMBER}]}],
        },
        "boosting": {"gain": NUMBER, "gain_error": NUMBER, "better": bool, "n": int},
        "top_three": {"drivers": [str], "k": int, "probability": NUMBER},
        "rows": [
            {
                "importance_lmg": MAYBE,
                "importance_johnson": NUMBER,
                "importance_correlation": NUMBER,
                "agreement": bool,
                "noise_importance": NUMBER,
                "above_noise": bool,
                "p_outranks_next": MAYBE,
                "applies_to_all": bool,
                "driver": str,
                "n_rated": int,
                "importance": NUMBER,
                "importance_low": NUMBER,
                "importance_high": NUMBER,
                "share": MAYBE,
                "share_of_r2_low": MAYBE,
                "share_of_r2_high": MAYBE,
                "correlation": NUMBER,
                "coefficient": NUMBER,
                "direction": DIRECTIONS,
                "performance": NUMBER,
                "quadrant": str,
            }
        ],
    },
    "performers": {
        "n_performers": int,
        "minimum_n": int,
        "between_sd_points": NUMBER,
        "p_value": NUMBER,
        "distinguishable": bool,
        "method": frozenset({"dl", "reml", "beta-binomial"}),
        "overdispersion": NUMBER,
        "funnel_limits": [{"n": int, "low_998": NUMBER, "high_998": NUMBER}],
        "like_for_like": {
            "adjusted_for": [str],
            "explained_share": MAYBE,
            "mix_matters": bool,
            "rows": [{"performer": str, "like_points": NUMBER, "like_shrunk_points": NUMBER}],
        },
        "worth": {"realisation_share": NUMBER, "points": ESTIMATE, "n_lifted": int},
        "consistency": {"typical_sd": NUMBER, "rows": [{"performer": str, "shrunk_sd": NUMBER}]},
        "standards": [{"standard": str, "label": str, "raw_gap": NUMBER, "luck_gap": NUMBER}],
        "not_computed": [{"part": str, **PROBLEM}],
        "gaps": [
            {
                "fraction": NUMBER,
                "raw_gap_points": NUMBER,
                "shrunk_gap_points": NUMBER,
                "shrunk_gap_low": NUMBER,
                "shrunk_gap_high": NUMBER,
                "luck_gap_points": NUMBER,
            }
        ],
        "raw_gap_points": NUMBER,
        "shrunk_gap_points": NUMBER,
        "shrunk_gap_low": NUMBER,
        "shrunk_gap_high": NUMBER,
        "luck_gap_points": NUMBER,
        "rows": [
            {
                "performer": str,
                "n": int,
                "raw_points": NUMBER,
                "shrunk_points": NUMBER,
                "low": NUMBER,
                "high": NUMBER,
                "reliability": NUMBER,
                "tier": int,
            }
        ],
    },
}


def breaches(value: object, promised: Any, path: str = "") -> Iterator[str]:
    """Name every promised field that is absent or of another type."""
    if isinstance(promised, dict):
        if not isinstance(value, dict):
            yield f"{path} is no record"
            return
        for key, inner in promised.items():
            if key not in value:
                yield f"{path}.{key} is not there"
            else:
                yield from breaches(value[key], inner, f"{path}.{key}")
    elif isinstance(promised, list):
        if not isinstance(value, list):
            yield f"{path} is no list"
            return
        for place, item in enumerate(value):
            yield from breaches(item, promised[0], f"{path}[{place}]")
    elif isinstance(promised, frozenset):
        if value not in promised:
            yield f"{path} is {value!r}"
    # In Python a bool is an int; in JSON it is not.
    elif not isinstance(value, promised) or (isinstance(value, bool) and promised is not bool):
        yield f"{path} is {value!r}"


def keys(value: object, named_by_the_data: tuple[str, ...]) -> Iterator[str]:
    """Find every key in a record, but not inside records whose keys come from the file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in named_by_the_data:
                yield from keys(inner, named_by_the_data)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, named_by_the_data)
