using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>The daily dose of one order (clinical page, section 6).</summary>
internal static class DoseCalculator
{
    /// <summary>Below this a day, mg by mouth, no figure is plausible (section 4.1).</summary>
    public const decimal LowestOralMg = 0.5m;

    /// <summary>Above this a day, mg by mouth, a figure is not plausible (section 4.1).</summary>
    public const decimal HighestOralMg = 400m;

    /// <summary>The daily dose, or what is missing. Never throws and never guesses, whatever was sent.</summary>
    /// <param name="said">The dosages of the order.</param>
    /// <param name="product">What is ordered.</param>
    /// <param name="route">The route class of the order.</param>
    public static DailyDose Compute(ImmutableArray<DoseInstruction> said, DrugProduct product, Route route)
    {
        ImmutableArray<DoseInstruction> dosages = said.RemoveAll(static dosage => dosage.SaysNothing);
        if (dosages.IsEmpty)
        {
            return new DailyDose.NotYetKnown();
        }

        bool intoTheSpine = route is Route.Intrathecal or Route.Epidural
            || (route == Route.Wrong && product.Route == Route.Intrathecal)
            || (route == Route.Unknown && dosages.Any(static dosage => !dosage.Rates.IsEmpty));
        DailyDose dose = intoTheSpine ? IntrathecalDose.Compute(dosages, product) : Oral(dosages, product);
        return dose with { Written = WrittenAmounts.Of(dosages, product) };
    }

    private static DailyDose Oral(ImmutableArray<DoseInstruction> dosages, DrugProduct product)
    {
        List<DoseRemark> remarks = product.StrengthsDiffer ? [new DoseRemark(DoseRemarkKind.StrengthsDiffer)] : [];
        List<(int? Sequence, OneDosage Dosage)> read = [];
        DoseProblem? problem = null;
        foreach (DoseInstruction said in dosages)
        {
            if (OneDosage.Read(said, product, remarks, out DoseProblem why) is { } dosage)
            {
                read.Add((said.Sequence, dosage));
            }
            else
            {
                problem ??= why;
            }
        }

        if (read.Count == 0)
        {
            return new DailyDose.Unresolved(problem!.Value);
        }

        ImmutableArray<DosageStep> steps = DosageStep.Order(TimesOfOneDay.Merge([.. read], out bool together));
        if (together)
        {
            remarks.Add(new DoseRemark(DoseRemarkKind.SequencesTakenTogether));
        }

        return problem is null ? Plausible(steps, remarks) : new DailyDose.Unresolved(problem.Value, steps.Max(static step => step.Most));
    }

    private static DailyDose Plausible(ImmutableArray<DosageStep> steps, List<DoseRemark> remarks)
    {
        DosageStep largest = steps[0];
        DosageStep smallest = steps[0];
        decimal single = steps[0].Single;
        bool asNeeded = true;
        foreach (DosageStep step in steps)
        {
            largest = step.Most > largest.Most ? step : largest;
            smallest = step.Least < smallest.Least ? step : smallest;
            single = step.Single > single ? step.Single : single;
            asNeeded &= step.AsNeeded;
        }

        if (largest.Most < LowestOralMg)
        {
            return new DailyDose.Unresolved(DoseProblem.Implausible, largest.Most);
        }

        return new DailyDose.Oral(
            smallest.Least,
            steps[0].Most,
            largest.Most,
            single,
            largest.TimesADay,
            asNeeded,
            ImmutableArray.CreateRange(steps, static step => new DoseStep(step.Most, step.Days)),
            remarks.Count < 2 ? [.. remarks] : [.. remarks.Distinct()],
            // Still counted: a figure too high to believe must not warn less than one that is merely too high.
            Implausible: largest.Most > HighestOralMg);
    }
}

/// <summary>Dosages that run at the same time, added.</summary>
/// <param name="Least">mg a day at least.</param>
/// <param name="Most">mg a day at most.</param>
/// <param name="Single">mg at one time at most.</param>
/// <param name="TimesADay">Administrations a day.</param>
/// <param name="AsNeeded">Whether all of them are as needed.</param>
/// <param name="Days">How long; null when one of them does not say.</param>
internal sealed record DosageStep(decimal Least, decimal Most, decimal Single, decimal TimesADay, bool AsNeeded, decimal? Days)
{
    /// <summary>The steps by their numbers. A dosage without a number beside numbered ones runs through all of them.</summary>
    public static ImmutableArray<DosageStep> Order(ImmutableArray<(int? Sequence, OneDosage Dosage)> dosages)
    {
        if (dosages is [var only])
        {
            return [Add([only.Dosage])];
        }

        OneDosage[] throughout = [.. dosages.Where(static one => one.Sequence is null).Select(static one => one.Dosage)];
        ImmutableArray<DosageStep> steps =
        [
            .. dosages.Where(static one => one.Sequence is not null)
                      .GroupBy(static one => one.Sequence)
                      .OrderBy(static group => group.Key)
                      .Select(group => Add([.. group.Select(static one => one.Dosage), .. throughout])),
        ];
        return steps.IsEmpty ? [Add(throughout)] : steps;
    }

    private static DosageStep Add(ReadOnlySpan<OneDosage> dosages)
    {
        OneDosage first = dosages[0];
        DosageStep sum = new(first.Least, first.Most, first.Single, first.TimesADay, first.AsNeeded, first.Days);
        foreach (OneDosage one in dosages[1..])
        {
            sum = new(
                sum.Least + one.Least,
                sum.Most + one.Most,
                one.Single > sum.Single ? one.Single : sum.Single,
                sum.TimesADay + one.TimesADay,
                sum.AsNeeded && one.AsNeeded,
                one.Days > sum.Days ? one.Days : one.Days is null ? null : sum.Days);
        }

        return sum;
    }
}
