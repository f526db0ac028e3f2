using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FhirSafety.Clinical;

/// <summary>The micrograms a day of an intrathecal order (clinical page, section 6). Never added to oral milligrams.</summary>
internal static class IntrathecalDose
{
    /// <summary>Below this a day, micrograms, no figure is plausible (section 4.1).</summary>
    public const decimal LowestMcg = 5m;

    /// <summary>Above this a day, micrograms, no figure is plausible (section 4.1).</summary>
    public const decimal HighestMcg = 5000m;

    private const decimal McgPerMg = 1000m;

    private static readonly Regex BolusWord = new(@"\b(bolus|test dose|screening)\b", DoseWording.Linear | RegexOptions.IgnoreCase);

    /// <summary>The micrograms a day: rates as they are, doses times how often.</summary>
    public static DailyDose Compute(ImmutableArray<DoseInstruction> dosages, DrugProduct product)
    {
        List<(int? Sequence, OneDosage Dosage)> read = [];
        DoseProblem? problem = null;
        foreach (DoseInstruction said in dosages)
        {
            if (Read(said, product, out DoseProblem why) is { } dosage)
            {
                read.Add((said.Sequence, dosage));
            }
            else
            {
                problem ??= why;
            }
        }

        decimal? mg = read.Count == 0 ? null : DosageStep.Order([.. read]).Max(static step => step.Most);
        if (problem is not null || mg is null)
        {
            return new DailyDose.Unresolved(problem!.Value, mg);
        }

        if (mg * McgPerMg is < LowestMcg or > HighestMcg)
        {
            return new DailyDose.Unresolved(DoseProblem.Implausible, mg);
        }

        bool bolus = read.Any(static one => one.Dosage.Once) || dosages.Any(said => IsBolus(said, product));
        return new DailyDose.Intrathecal(mg.Value * McgPerMg, bolus);
    }

    // One speed may be said in several ways; the highest counts, and a speed counts before the volume that is filled in.
    private static OneDosage? Read(DoseInstruction said, DrugProduct product, out DoseProblem problem)
    {
        problem = DoseProblem.NoAmount;
        decimal? highest = null;
        foreach (StatedRate rate in said.Rates)
        {
            if (WrittenAmounts.MgADay(rate, product, out DoseProblem why) is not { } mg)
            {
                problem = why;
            }
            else if (highest is null || mg > highest)
            {
                highest = mg;
            }
        }

        if (said.Rates.IsEmpty)
        {
            // "Screening bolus 50 mcg" says no frequency because there is none.
            bool once = said.Timing is not { SaysWhen: true } && IsBolus(said, product);
            return OneDosage.Read(once ? said with { Timing = new DoseTiming { Once = true } } : said, product, [], out problem);
        }

        return highest is null || problem == DoseProblem.AmountNotUsable
            ? null
            : new OneDosage(highest.Value, highest.Value, highest.Value, 1, AsNeeded: false, [], Once: false, said.Timing is { HasEnd: true }, said.Timing?.Days);
    }

    // An infusion is none, though its text may name the boluses it allows.
    private static bool IsBolus(DoseInstruction said, DrugProduct product) => said.Rates.IsEmpty
        && (product.IsTrial
            || (said.Text is { Length: <= DoseText.Longest } text && BolusWord.IsMatch(text))
            || said.Timing is { CodesUnderstood: var codes } && codes.Any(static code => code.Once));
}

/// <summary>The amounts of an order as they were written, for the question whether unit and route fit.</summary>
internal static class WrittenAmounts
{
    /// <summary>One entry a dosage that says an amount or a rate, in structure or in text.</summary>
    public static ImmutableArray<WrittenAmount> Of(ImmutableArray<DoseInstruction> dosages, DrugProduct product)
    {
        List<WrittenAmount> written = [];
        foreach (DoseInstruction said in dosages)
        {
            if (Of(said, product) is { } amount)
            {
                written.Add(amount);
            }
        }

        return [.. written];
    }

    /// <summary>The milligrams a day of a rate; null, and why, when it cannot be used.</summary>
    public static decimal? MgADay(StatedRate rate, DrugProduct product, out DoseProblem problem)
    {
        if (Milligrams.Of(rate.Amount, rate.Unit, product, out problem) is not { } mg)
        {
            return null;
        }

        problem = rate.Time is null ? DoseProblem.UnitNotUnderstood : DoseProblem.AmountNotUsable;
        return rate.Time is { } time ? DoseFrequency.Create(1, rate.Per, time)?.Of(mg) : null;
    }

    private static WrittenAmount? Of(DoseInstruction said, DrugProduct product)
    {
        if (said.Rates.FirstOrDefault(static rate => rate.Amount is not null) is { } rate)
        {
            return new WrittenAmount(rate.Amount!.Value, rate.Unit, MgADay(rate, product, out _), IsRate: true);
        }

        StatedAmount? amount = Preferred(said.Amounts) ?? Preferred(DoseText.Read(said.Text ?? "", product.Display)?.Amounts ?? []);
        return amount?.High is { } high
            ? new WrittenAmount(high, amount.Unit, Milligrams.Of(high, amount.Unit, product, out _))
            : null;
    }

    // By kind, then the higher number and unit, so that the order of the entries changes nothing.
    private static StatedAmount? Preferred(ImmutableArray<StatedAmount> said)
    {
        StatedAmount? preferred = null;
        foreach (StatedAmount amount in said)
        {
            if (amount.High is not null && (preferred is null || IsBefore(amount, preferred)))
            {
                preferred = amount;
            }
        }

        return preferred;
    }

    private static bool IsBefore(StatedAmount one, StatedAmount other) =>
        one.Kind != other.Kind ? one.Kind < other.Kind : one.Unit != other.Unit ? one.Unit < other.Unit : one.High > other.High;
}
