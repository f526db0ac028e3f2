using CsCheck;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Clinical.Dosages;

namespace FhirSafety.Tests.Clinical;

/// <summary>What holds for every dose.</summary>
public sealed class DosePropertyTests
{
    private static readonly string[] Codes = ["QD", "BID", "TID", "QID", "Q8H", "HS", "AM", "NOON", "morning and night"];

    // Hundredths, as doses are written; up to 40 mg six times a day in up to 4 dosages.
    private static readonly Gen<decimal> Amounts = Gen.Int[50, 4000].Select(static hundredths => hundredths / 100m);

    private static readonly Gen<DoseTiming> Timings = Gen.OneOf(
        Gen.Int[1, 6].Select(static times => ADay(times)),
        Gen.Int[4, 48].Select(static hours => Every(hours, "h")),
        Gen.Int[0, Codes.Length - 1].Select(static at => Coded(Codes[at])));

    private static readonly Gen<DoseInstruction> Dosage =
        Gen.Select(Amounts, Timings, Gen.Bool, Gen.Int[0, 3], static (amount, timing, asNeeded, sequence) =>
            Mg(amount, timing with { HasEnd = amount > 30 }) with { AsNeeded = asNeeded, Sequence = sequence == 0 ? null : sequence });

    private static readonly Gen<StatedAmount> Stated = Gen.Select(
        Gen.Enum<AmountKind>(), Amounts, Gen.Enum<DoseUnit>(), static (kind, amount, unit) => new StatedAmount(kind, amount, amount, unit));

    [Fact]
    public void Twice_the_amount_is_twice_the_dose() =>
        Gen.Select(Amounts, Timings).Sample(static (amount, timing) =>
            Assert.Equal(2 * Most(Mg(amount, timing)), Most(Mg(2 * amount, timing)), 10));

    [Fact]
    public void One_dosage_more_never_lowers_the_most() =>
        Gen.Select(Dosage.Array[1, 5], Dosage).Sample(
            // A ten-thousandth of a microgram is lost where thirds are added.
            static (dosages, another) => Assert.True(Most([.. dosages, another]) >= Most(dosages) - 0.0000001m),
            iter: 20_000);

    [Fact]
    public void The_order_of_the_entries_for_one_dose_changes_nothing() =>
        Gen.Select(Stated.Array[1, 4], Gen.Int[0, 3]).Sample(static (amounts, turn) =>
        {
            StatedAmount[] turned = [.. amounts.Skip(turn % amounts.Length), .. amounts.Take(turn % amounts.Length)];

            Assert.Equal(Facts(amounts), Facts(turned));
            Assert.Equal(Facts(amounts), Facts([.. amounts.Reverse()]));
        });

    [Fact]
    public void Several_ways_to_say_one_dose_are_never_more_than_the_largest_of_them() =>
        Stated.Array[1, 4].Sample(static amounts =>
            Assert.True(Facts(amounts).Most <= 3 * amounts.Max(static amount => Milligrams.Of(amount.High, amount.Unit, Tablet10, out _) ?? 0)));

    [Fact]
    public void Least_start_and_most_stand_in_order() =>
        Dosage.Array[1, 5].Sample(static dosages =>
        {
            if (Compute(Tablet10, dosages) is DailyDose.Oral dose)
            {
                Assert.True(dose.LeastMg >= 0 && dose.LeastMg <= dose.StartMg && dose.StartMg <= dose.MostMg);
                Assert.Equal(dose.MostMg, dose.Steps.Max(static step => step.MgADay));
            }
        });

    [Fact]
    public void Any_text_is_read_or_not_but_never_a_fault() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["0123456789.,-/½ xmgLtabqhid"]), 0, 60].Sample(static text =>
            Assert.NotNull(Compute(Tablet10, new DoseInstruction { Text = text, Timing = Coded(text) })));

    private static decimal Most(params DoseInstruction[] dosages) => Compute(Tablet10, dosages) switch
    {
        DailyDose.Oral dose => dose.MostMg,
        DailyDose.Unresolved { AtLeastMg: { } mg } => mg,
        _ => 0,
    };

    private static (decimal Most, DoseProblem? Problem, WrittenAmount? Written) Facts(StatedAmount[] amounts)
    {
        DoseInstruction said = new() { Amounts = [.. amounts], Timing = ADay(3) };
        DailyDose dose = Compute(Tablet10, said);
        return (Most(said), (dose as DailyDose.Unresolved)?.Problem, dose.Written.FirstOrDefault());
    }
}
