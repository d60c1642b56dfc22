"""How many enterprises of the frame a sheet stands for."""

from collections.abc import Mapping, Sequence

from motcua.kernel.money import PPM, half_up
from motcua.survey.domain.scoring.values import Stratum


def weights(strata: Sequence[Stratum], answered: Mapping[str, int], trim: int) -> dict[str, int]:
    """Weight of a sheet by stratum of one office, parts per million: frame over sheets, cut at `trim` times the mean.

    `strata` are those of one office, each with sheets.
    """
    frame, sheets = sum(stratum.frame for stratum in strata), sum(answered[stratum.code] for stratum in strata)
    most = half_up(trim * frame * PPM, sheets)
    return {
        stratum.code: min(half_up(stratum.frame * PPM, answered[stratum.code]), most)
        for stratum in strata
        if answered[stratum.code]
    }
