using System.Buffers;

namespace FhirSafety.Terminology;

/// <summary>Whether the words about a medicine say that it acts where it is put, and hardly elsewhere.</summary>
/// <remarks>Codes of RxNorm leave these forms out; ATC and names do not, so their matches are dropped.</remarks>
internal readonly record struct DoseForm(bool IsLocal, bool IsNasal)
{
    private static readonly string[] LocalWords =
        ["TOPICAL", "OPHTHALMIC", "EYE DROPS", "OTIC", "VAGINAL", "CREAM", "GEL", "OINTMENT", "LOTION"];

    // Of these a gel is only the form: it is swallowed, or given for the blood to take up.
    private static readonly string[] SystemicWords = ["RECTAL", "CAPSULE", "CAPSULES"];

    // One pass tells nearly every text from those that have to be looked at word by word.
    private static readonly SearchValues<string> Words = SearchValues.Create([.. LocalWords, "NASAL"], StringComparison.Ordinal);

    public DoseForm With(ReadOnlySpan<char> folded) => folded.ContainsAny(Words)
        ? new(IsLocal || SaysLocal(folded), IsNasal || FoldedText.Says(folded, "NASAL"))
        : this;

    public bool Drops(ValueSetRow row) => IsLocal || (IsNasal && !ReachesTheBrainFromTheNose(row));

    private static bool ReachesTheBrainFromTheNose(ValueSetRow row) =>
        row.Set is "opioids" or "benzodiazepines" || row.Display.StartsWith("esketamine", StringComparison.OrdinalIgnoreCase);

    private static bool SaysLocal(ReadOnlySpan<char> folded)
    {
        foreach (string word in LocalWords)
        {
            if (FoldedText.Says(folded, word) && !(word == "GEL" && IsSystemic(folded)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSystemic(ReadOnlySpan<char> folded)
    {
        foreach (string word in SystemicWords)
        {
            if (FoldedText.Says(folded, word))
            {
                return true;
            }
        }

        return false;
    }
}
