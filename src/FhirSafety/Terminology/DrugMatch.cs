using System.Collections.Immutable;

namespace FhirSafety.Terminology;

/// <summary>What tied a medicine to a value set, the most trusted first.</summary>
public enum DrugMatchedBy
{
    /// <summary>An RxNorm code.</summary>
    RxNorm,

    /// <summary>An ATC code.</summary>
    Atc,

    /// <summary>A SNOMED CT code.</summary>
    SnomedCt,

    /// <summary>A code of another drug system, such as HCPCS.</summary>
    OtherCode,

    /// <summary>A name in the display of an RxNorm, ATC, SNOMED CT or dm+d coding.</summary>
    CodedName,

    /// <summary>A name in text that somebody typed, or in the display of a code system the check does not know.</summary>
    FreeText,
}

/// <summary>A medicine's place in one value set.</summary>
/// <param name="Row">The row; for a match by name the ingredient's row, which says nothing of the strength.</param>
/// <param name="By">What the match rests on.</param>
public sealed record DrugHit(ValueSetRow Row, DrugMatchedBy By)
{
    /// <summary>Whether free text is all the match rests on; such a match is worth less.</summary>
    public bool ByFreeTextOnly => By == DrugMatchedBy.FreeText;
}

/// <summary>What the value sets know of one medicine.</summary>
/// <param name="Hits">At most one a set, the most trusted first; empty where no set has the medicine.</param>
/// <param name="NothingToGoOn">Whether there was neither a code of a drug system nor any text: the medicine is unknown, not harmless.</param>
/// <param name="OnlyUnlistedCodes">
/// Whether all there was were codes that no set lists, of systems the sets do not cover in full (all but ATC), without a word
/// of text: the medicine may belong to any set.
/// </param>
/// <param name="TextWasCut">Whether a text was longer than what is searched, so that a name beyond that was not seen.</param>
public sealed record DrugMatch(ImmutableArray<DrugHit> Hits, bool NothingToGoOn, bool OnlyUnlistedCodes, bool TextWasCut)
{
    /// <summary>The medicine's place in one set, or null.</summary>
    /// <param name="set">The set's name.</param>
    public DrugHit? In(string set)
    {
        foreach (DrugHit hit in Hits)
        {
            if (hit.Row.Set == set)
            {
                return hit;
            }
        }

        return null;
    }
}
