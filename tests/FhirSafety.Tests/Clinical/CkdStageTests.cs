using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

public sealed class CkdStageTests
{
    [Theory]
    [InlineData("stage1", null)]
    [InlineData("stage2", null)]
    [InlineData("stage3", RenalBand.G3b)]
    [InlineData("stage3a", RenalBand.G3a)]
    [InlineData("stage3b", RenalBand.G3b)]
    [InlineData("stage4", RenalBand.G4)]
    [InlineData("stage5", RenalBand.G5)]
    [InlineData("unspecified", RenalBand.G3b)]
    [InlineData("transplant", RenalBand.G3b)]
    public void A_stage_stands_in_for_a_number_that_is_missing(string group, RenalBand? band)
    {
        RenalFunction kidneys = Kidneys(With(Condition("ckd", group)));

        Assert.Equal(band, kidneys.Band is Known<RenalBand>.Value { Fact: var fact } ? fact : null);
        Assert.Equal(group, kidneys.Ckd?.Group);
        Assert.Equal(band is null ? RenalBasis.Nothing : RenalBasis.ProblemList, kidneys.Basis);
    }

    [Theory]
    [InlineData("stage3a", "stage4", RenalBand.G4)]
    [InlineData("unspecified", "stage3a", RenalBand.G3a)]
    [InlineData("transplant", "stage3a", RenalBand.G3a)]
    [InlineData("unspecified", "stage2", null)]
    [InlineData("unspecified", "transplant", RenalBand.G3b)]
    public void The_most_severe_stage_counts_and_disease_without_a_stage_only_alone(string one, string other, RenalBand? band)
    {
        Assert.Equal(band, Band(With(Condition("ckd", one), Condition("ckd", other))));
        Assert.Equal(band, Band(With(Condition("ckd", other), Condition("ckd", one))));
    }

    [Fact]
    public void One_condition_coded_twice_counts_by_its_worse_code() =>
        Assert.Equal(
            RenalBand.G4,
            Band(With(Condition("ckd", "stage3a") with { Meanings = [new("ckd", "stage3a"), new("ckd", "stage4")] })));

    [Fact]
    public void A_stage_that_is_over_does_not_count() =>
        Assert.Null(Band(With(Condition("ckd", "stage4") with { Status = ConditionStatus.Over })));

    [Fact]
    public void A_number_in_its_window_beats_the_stage_and_both_are_told()
    {
        RenalFunction kidneys = Kidneys(With(Condition("ckd", "stage4")) with { Egfrs = Records.Whole(Egfr(75m, 20)) });

        Assert.Equal(new Known<RenalBand>.Value(RenalBand.G2, Today.AddDays(-20)), kidneys.Band);
        Assert.Equal(RenalBand.G4, kidneys.Ckd?.Band);
        Assert.True(kidneys.HasFreshNumber);
    }

    // The number is 400 days old and stale in every band.
    [Theory]
    [InlineData(75, "stage4", 399, RenalBand.G4, RenalBasis.ProblemList)]
    [InlineData(75, "stage4", null, RenalBand.G4, RenalBasis.ProblemList)]
    [InlineData(75, "stage4", 400, RenalBand.G2, RenalBasis.Reported)]
    [InlineData(25, "stage3a", 10, RenalBand.G4, RenalBasis.Reported)]
    [InlineData(25, "stage4", 10, RenalBand.G4, RenalBasis.Reported)]
    [InlineData(75, "stage2", 10, RenalBand.G2, RenalBasis.Reported)]
    public void Of_a_stale_number_and_a_later_stage_the_worse_counts(
        int egfr, string group, int? stageDaysAgo, RenalBand band, RenalBasis basis)
    {
        RenalFunction kidneys = Kidneys(
            With(Condition("ckd", group, stageDaysAgo)) with { Egfrs = Records.Whole(Egfr(egfr, 400)) });

        Assert.Equal(band, Assert.IsType<Known<RenalBand>.Value>(kidneys.Band).Fact);
        Assert.Equal(basis, kidneys.Basis);
        Assert.True(kidneys.Stale);
        Assert.False(kidneys.HasFreshNumber);
    }

    [Theory]
    [InlineData(399, RenalBand.G4)]
    [InlineData(400, RenalBand.G2)]
    public void A_stage_is_later_than_a_stale_number_by_the_day_it_was_recorded(int recordedDaysAgo, RenalBand band) =>
        Assert.Equal(band, Band(
            With(Condition("ckd", "stage4", 900) with { RecordedOn = Today.AddDays(-recordedDaysAgo) }) with { Egfrs = Records.Whole(Egfr(75, 400)) }));

    private static PatientSnapshot With(params PatientCondition[] conditions) =>
        APatient() with { Conditions = Records.Whole(conditions) };
}
