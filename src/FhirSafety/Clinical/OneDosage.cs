using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>What one dosage amounts to in a day, in milligrams.</summary>
/// <param name="Least">mg a day at least; 0 when as needed.</param>
/// <param name="Most">mg a day at most.</param>
/// <param name="Single">mg at one time at most.</param>
/// <param name="TimesADay">Administrations a day at most.</param>
/// <param name="AsNeeded">Taken only as needed.</param>
/// <param name="Moments">The times of day it names; empty when it names none.</param>
/// <param name="Once">Given a single time in all.</param>
/// <param name="HasEnd">Whether it ends.</param>
/// <param name="Days">How long it runs; null when not said.</param>
internal sealed record OneDosage(
    decimal Least,
    decimal Most,
    decimal Single,
    decimal TimesADay,
    bool AsNeeded,
    ImmutableArray<string> Moments,
    bool Once,
    bool HasEnd,
    decimal? Days)
{
    /// <summary>Works out one dosage; null, and why, when that cannot be done.</summary>
    public static OneDosage? Read(DoseInstruction said, DrugProduct product, List<DoseRemark> remarks, out DoseProblem problem)
    {
        DoseText? text = said.Text is null ? null : DoseText.Read(said.Text, product.Display);
        AmountInMg? amount = AmountInMg.Choose(said.Amounts, product, out problem);
        if (amount is null && !said.Amounts.IsEmpty)
        {
            return null;
        }

        bool timed = said.Timing is { SaysWhen: true };
        FrequencyRange? frequency = timed ? FrequencyRange.Read(said.Timing!) : null;
        if (timed && frequency is null)
        {
            problem = DoseProblem.FrequencyNotKnown;
            return null;
        }

        decimal? cap = Cap(said.Most, product);
        if (amount is null || (frequency is null && !(said.AsNeeded && cap is not null)))
        {
            return TextDosage.Complete(said, text, amount, frequency, cap, product, remarks, out problem);
        }

        if (amount.IsBareCount)
        {
            remarks.Add(new DoseRemark(DoseRemarkKind.ReadAsTablets));
        }

        if (text is not null && TextDosage.Contradicts(text, said, amount, frequency, cap, product))
        {
            remarks.Add(new DoseRemark(DoseRemarkKind.TextDiffers, said.Text));
        }
        else if (frequency?.Differs is { } code)
        {
            remarks.Add(new DoseRemark(DoseRemarkKind.TextDiffers, code));
        }

        return Amount(said, amount, frequency, cap);
    }

    /// <summary>The day's amount from an amount and how often; never above the cap the order sets.</summary>
    public static OneDosage Amount(DoseInstruction said, AmountInMg amount, FrequencyRange? frequency, decimal? cap)
    {
        decimal scheduled = frequency?.Most.Of(amount.High) ?? cap ?? amount.High;
        decimal most = Math.Min(scheduled, cap ?? scheduled);
        decimal least = said.AsNeeded || frequency is null ? 0 : Math.Min(most, frequency.Least.Of(amount.Low));
        return new OneDosage(
            least,
            most,
            amount.High,
            frequency?.Most.ADay ?? most / amount.High,
            said.AsNeeded,
            DosageMoments.Of(said.Timing),
            said.Timing is { Once: true },
            said.Timing is { HasEnd: true },
            said.Timing?.Days);
    }

    // All of a week's most can be taken on one day; what holds for some hours holds for each of them.
    private static decimal? Cap(StatedRate? most, DrugProduct product)
    {
        if (most?.Time is not { } time || Milligrams.Of(most.Amount, most.Unit, product, out _) is not { } mg
            || DoseFrequency.Create(1, most.Per, time) is not { } frequency)
        {
            return null;
        }

        return Math.Max(mg, frequency.Of(mg));
    }
}

/// <summary>The amount of one administration in milligrams.</summary>
/// <param name="Low">The low end.</param>
/// <param name="High">The high end.</param>
/// <param name="IsBareCount">Whether tablets were understood although no unit was given.</param>
internal sealed record AmountInMg(decimal Low, decimal High, bool IsBareCount)
{
    /// <summary>The amount that counts, whatever the order of the entries; null, and why, when none can be used.</summary>
    /// <remarks>
    /// Several entries say one dose, so where the preferred one counts tablets of an unknown strength the next one is as good.
    /// A number that is wrong in itself is not passed over: it may be the one the prescriber meant.
    /// </remarks>
    public static AmountInMg? Choose(ImmutableArray<StatedAmount> said, DrugProduct product, out DoseProblem problem)
    {
        problem = DoseProblem.NoAmount;
        for (AmountKind kind = AmountKind.Ordered; kind <= AmountKind.Other; kind++)
        {
            AmountInMg? highest = null;
            bool wrong = false;
            foreach (StatedAmount amount in said)
            {
                if (amount.Kind != kind)
                {
                    continue;
                }

                AmountInMg? read = Read(amount, product, out DoseProblem why);
                highest = read is not null && (highest is null || read.High > highest.High) ? read : highest;
                wrong |= read is null && why == DoseProblem.AmountNotUsable;
                problem = read is null && (problem == DoseProblem.NoAmount || why < problem) ? why : problem;
            }

            if (highest is not null && !wrong)
            {
                return highest;
            }

            if (wrong)
            {
                problem = DoseProblem.AmountNotUsable;
                return null;
            }
        }

        return null;
    }

    private static AmountInMg? Read(StatedAmount amount, DrugProduct product, out DoseProblem problem)
    {
        decimal? high = Milligrams.Of(amount.High, amount.Unit, product, out problem);
        if (high is null)
        {
            return null;
        }

        decimal low = Milligrams.Of(amount.Low, amount.Unit, product, out _) ?? 0;
        return low > high
            ? new AmountInMg(high.Value, low, Milligrams.IsBareCount(amount.Unit, product))
            : new AmountInMg(low, high.Value, Milligrams.IsBareCount(amount.Unit, product));
    }
}
