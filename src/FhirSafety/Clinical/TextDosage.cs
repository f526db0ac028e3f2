using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>What the text adds to a dosage whose structure is incomplete, and where it contradicts one that is not.</summary>
internal static class TextDosage
{
    /// <summary>A dosage from its text, or from text and structure together where neither contradicts the other.</summary>
    public static OneDosage? Complete(
        DoseInstruction said,
        DoseText? text,
        AmountInMg? amount,
        FrequencyRange? frequency,
        decimal? cap,
        DrugProduct product,
        List<DoseRemark> remarks,
        out DoseProblem problem)
    {
        problem = Missing(said, amount);
        if (text is null)
        {
            return null;
        }

        if (!text.Scheme.IsEmpty)
        {
            return amount is null && frequency is null && text.Most.IsEmpty ? ReadScheme(said, text, product, remarks, out problem) : null;
        }

        AmountInMg? inText = InMg(text, product, out problem);
        if (inText is null && !text.Amounts.IsEmpty)
        {
            return null;
        }

        problem = amount is null && inText is null ? DoseProblem.NoAmount : DoseProblem.FrequencyNotKnown;
        bool contradicts = (amount is not null && inText is not null && amount.High != inText.High)
            || (frequency is not null && text.Frequency is not null && frequency.Most != text.Frequency.Most);
        if (contradicts || (amount ?? inText) is not { } all || (frequency ?? text.Frequency) is not { } often)
        {
            return null;
        }

        OneDosage read = OneDosage.Amount(said with { AsNeeded = said.AsNeeded || text.AsNeeded }, all, often, cap);
        foreach (StatedAmount limit in text.Most)
        {
            if (Milligrams.Of(limit.High, limit.Unit, product, out _) is not { } most || !Limits(most, read))
            {
                problem = DoseProblem.TextNotUnderstood;
                return null;
            }

            read = read with { Most = most };
        }

        remarks.Add(new DoseRemark(DoseRemarkKind.ReadFromText, said.Text));
        return read with
        {
            Moments = read.Moments.IsEmpty ? text.Moments : read.Moments,
            Once = read.Once || text.Once,
            HasEnd = read.HasEnd || text.Days is not null,
            Days = read.Days ?? text.Days,
        };
    }

    /// <summary>Whether the text, as far as all of it is understood, says another dose than the structure.</summary>
    public static bool Contradicts(
        DoseText text, DoseInstruction said, AmountInMg amount, FrequencyRange? frequency, decimal? cap, DrugProduct product)
    {
        if (text.AsNeeded && !said.AsNeeded)
        {
            return true;
        }

        if (!text.Scheme.IsEmpty)
        {
            return product.MgPerUnit is { } mg && frequency is not null && text.Scheme.Sum() * mg != frequency.Most.Of(amount.High);
        }

        foreach (StatedAmount inText in text.Amounts)
        {
            if (Milligrams.Of(inText.High, inText.Unit, product, out _) is { } mg && mg != amount.High)
            {
                return true;
            }
        }

        foreach (StatedAmount limit in text.Most)
        {
            if (frequency is not null && Milligrams.Of(limit.High, limit.Unit, product, out _) is { } most && most < Math.Min(frequency.Most.Of(amount.High), cap ?? decimal.MaxValue))
            {
                return true;
            }
        }

        return text.Frequency is { } often && frequency is not null && often.Most != frequency.Most;
    }

    // "10 mg daily, max 30 mg daily" lets the dose rise, and "10 mg TID, max 20 mg daily" is at odds with itself. Only a dose as needed may be limited.
    private static bool Limits(decimal most, OneDosage read) =>
        most == read.Most || (read.AsNeeded && most < read.Most && most >= read.Single);

    private static OneDosage? ReadScheme(
        DoseInstruction said, DoseText text, DrugProduct product, List<DoseRemark> remarks, out DoseProblem problem)
    {
        if (Milligrams.Of(text.Scheme.Max(), DoseUnit.Piece, product, out problem) is not { } single)
        {
            return null;
        }

        remarks.Add(new DoseRemark(DoseRemarkKind.ReadFromText, said.Text));
        decimal most = text.Scheme.Sum() * product.MgPerUnit!.Value;
        int times = text.Scheme.Count(static tablets => tablets > 0);
        bool asNeeded = said.AsNeeded || text.AsNeeded;
        return new OneDosage(asNeeded ? 0 : most, most, single, times, asNeeded, [], Once: false, text.Days is not null, text.Days);
    }

    // "1.5 tablets (30 mg total)" has to come to the same; where the strength is not known nobody can tell that it does.
    private static AmountInMg? InMg(DoseText text, DrugProduct product, out DoseProblem problem)
    {
        AmountInMg? agreed = null;
        problem = DoseProblem.NoAmount;
        foreach (StatedAmount amount in text.Amounts)
        {
            ImmutableArray<StatedAmount> alone = [amount];
            if (AmountInMg.Choose(alone, product, out problem) is not { } mg)
            {
                return null;
            }

            if (agreed is not null && agreed != mg)
            {
                problem = DoseProblem.TextNotUnderstood;
                return null;
            }

            agreed = mg;
        }

        return agreed;
    }

    private static DoseProblem Missing(DoseInstruction said, AmountInMg? amount)
    {
        bool textOnly = amount is null && said.Timing is not { SaysWhen: true } && said.Text is not null;
        if (textOnly)
        {
            return DoseProblem.TextNotUnderstood;
        }

        return amount is null ? DoseProblem.NoAmount : DoseProblem.FrequencyNotKnown;
    }
}

/// <summary>The times of one day that a timing names.</summary>
internal static class DosageMoments
{
    /// <summary>Events, clock times and coded times of day; empty when the timing names none.</summary>
    public static ImmutableArray<string> Of(DoseTiming? timing)
    {
        if (timing is null or { When.IsEmpty: true, TimesOfDay.IsEmpty: true, Codes.IsEmpty: true })
        {
            return [];
        }

        IEnumerable<string> coded = timing.CodesUnderstood.SelectMany(static code => code.Moments);
        return [.. timing.When.Concat(timing.TimesOfDay).Concat(coded).Distinct(StringComparer.Ordinal)];
    }
}
