using FhirSafety.Clinical;
using static FhirSafety.Tests.Clinical.Dosages;

namespace FhirSafety.Tests.Clinical;

/// <summary>Several dosages in one order (clinical page, section 6).</summary>
public sealed class DoseStepTests
{
    [Fact]
    public void Different_numbers_follow_one_another_and_the_largest_step_counts()
    {
        DailyDose.Oral dose = Oral(
            Ingredient,
            Mg(10, ADay(3) with { Days = 3, HasEnd = true }) with { Sequence = 2 },
            Mg(5, ADay(3) with { Days = 3, HasEnd = true }) with { Sequence = 1 });

        Assert.Equal((15m, 15m, 30m), (dose.LeastMg, dose.StartMg, dose.MostMg));
        Assert.Equal<DoseStep>([new DoseStep(15, 3), new DoseStep(30, 3)], dose.Steps.ToArray());
    }

    [Fact]
    public void Numbers_without_times_of_day_are_never_added() =>
        Assert.Equal(30, MgADay(Ingredient, Mg(5, ADay(3)) with { Sequence = 1 }, Mg(10, ADay(3)) with { Sequence = 2 }));

    [Fact]
    public void Different_numbers_for_different_times_of_one_day_are_added_and_said_so()
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg(10, Coded("AM")) with { Sequence = 1 }, Mg(20, Coded("HS")) with { Sequence = 2 });

        Assert.Equal(30, dose.MostMg);
        Assert.Single(dose.Steps);
        Assert.Equal(DoseRemarkKind.SequencesTakenTogether, Assert.Single(dose.Remarks).Kind);
    }

    [Fact]
    public void Times_of_day_that_end_or_are_the_same_are_steps()
    {
        DoseInstruction morning = Mg(10, Coded("AM")) with { Sequence = 1 };
        DoseInstruction night = Mg(20, Coded("HS")) with { Sequence = 2 };

        Assert.Equal(20, MgADay(Ingredient, morning with { Timing = Coded("AM") with { HasEnd = true, Days = 7 } }, night));
        Assert.Equal(20, MgADay(Ingredient, morning, night with { Timing = Coded("AM") }));
    }

    [Fact]
    public void Times_of_one_day_stay_added_beside_a_step_of_another_kind()
    {
        DailyDose.Oral dose = Oral(
            Ingredient,
            Mg(10, Coded("AM")) with { Sequence = 1 },
            Mg(20, Coded("HS")) with { Sequence = 2 },
            Mg(5, ADay(3)) with { Sequence = 3 });

        Assert.Equal<decimal>([30, 15], dose.Steps.Select(static step => step.MgADay).ToArray());
    }

    [Fact]
    public void The_same_dosage_twice_is_twice_the_dose() =>
        Assert.Equal(60, MgADay(Ingredient, Mg(10, ADay(3)), Mg(10, ADay(3))));

    [Fact]
    public void A_dosage_without_number_runs_beside_every_step() =>
        Assert.Equal(50, MgADay(Ingredient, Mg(20, ADay(1)), Mg(5, ADay(3)) with { Sequence = 1 }, Mg(10, ADay(3)) with { Sequence = 2 }));

    [Fact]
    public void Only_what_is_all_as_needed_is_as_needed()
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg(10, ADay(3)), Mg(10, ADay(2)) with { AsNeeded = true });

        Assert.Equal((30m, 50m, false), (dose.LeastMg, dose.MostMg, dose.AsNeeded));
    }

    [Fact]
    public void Products_of_different_strength_are_remarked() =>
        Assert.Equal(
            DoseRemarkKind.StrengthsDiffer,
            Assert.Single(Oral(Tablet10 with { StrengthsDiffer = true }, Take(1, DoseUnit.Piece, ADay(3))).Remarks).Kind);
}
