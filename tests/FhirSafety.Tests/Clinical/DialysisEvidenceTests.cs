using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

public sealed class DialysisEvidenceTests
{
    [Theory]
    [InlineData(ProcedureState.Completed, 30, RenalBand.Dialysis)]
    [InlineData(ProcedureState.Completed, 31, RenalBand.G5)]
    [InlineData(ProcedureState.Completed, null, RenalBand.Dialysis)]
    [InlineData(ProcedureState.InProgress, 31, RenalBand.Dialysis)]
    [InlineData(ProcedureState.Ordered, 31, RenalBand.Dialysis)]
    [InlineData(ProcedureState.NotPerformed, 1, null)]
    public void A_dialysis_procedure_counts_thirty_days_and_is_stage_5_after_that(
        ProcedureState state, int? daysAgo, RenalBand? band) =>
        Assert.Equal(band, Band(APatient() with { Procedures = Records.Whole(Dialysis(state, daysAgo)) }));

    [Theory]
    [InlineData("status", 4000, RenalBand.Dialysis)]
    [InlineData("encounter", 30, RenalBand.Dialysis)]
    [InlineData("encounter", 31, RenalBand.G5)]
    public void A_dialysis_condition_counts_for_good_and_one_of_an_encounter_thirty_days(
        string group, int daysAgo, RenalBand band) =>
        Assert.Equal(band, Band(WithConditions(Condition("dialysis", group, daysAgo))));

    [Theory]
    [InlineData(30, RenalBand.Dialysis)]
    [InlineData(31, RenalBand.G5)]
    public void Dialysis_of_years_counts_thirty_days_from_the_encounter_for_it(int daysAgo, RenalBand band) =>
        Assert.Equal(band, Band(WithConditions(Condition("dialysis", "encounter", 1000) with { RecordedOn = Today.AddDays(-daysAgo), EncounterDiagnosis = true })));

    [Fact]
    public void A_dialysis_status_that_is_refuted_or_over_does_not_count()
    {
        PatientCondition status = Condition("dialysis", "status");

        Assert.Null(Band(WithConditions(status with { Refuted = true })));
        Assert.Null(Band(WithConditions(status with { Status = ConditionStatus.Over })));
        Assert.Null(Band(WithConditions(status with { AbatedOn = Today })));
    }

    [Fact]
    public void A_dialysis_status_known_only_from_an_encounter_of_last_year_is_stage_5() =>
        Assert.Equal(
            RenalBand.G5, Band(WithConditions(Condition("dialysis", "status", 400) with { EncounterDiagnosis = true })));

    [Theory]
    [InlineData(99, RenalBand.G3b)]
    [InlineData(100, RenalBand.Dialysis)]
    [InlineData(101, RenalBand.Dialysis)]
    [InlineData(null, RenalBand.Dialysis)]
    public void A_transplant_ends_dialysis_only_when_it_is_recorded_later(int? transplantDaysAgo, RenalBand band) =>
        Assert.Equal(
            band, Band(WithConditions(Condition("dialysis", "status", 100), Condition("ckd", "transplant", transplantDaysAgo))));

    [Fact]
    public void A_transplant_does_not_end_dialysis_that_an_encounter_names_after_it() =>
        Assert.Equal(RenalBand.Dialysis, Band(WithConditions(
            Condition("dialysis", "encounter", 1500) with { RecordedOn = Today.AddDays(-5), EncounterDiagnosis = true }, Condition("ckd", "transplant", 1000))));

    [Fact]
    public void A_transplant_does_not_end_dialysis_that_came_after_it()
    {
        PatientSnapshot patient = WithConditions(Condition("dialysis", "status", 900), Condition("ckd", "transplant", 500));

        Assert.Equal(RenalBand.G3b, Band(patient));
        Assert.Equal(
            RenalBand.Dialysis, Band(patient with { Procedures = Records.Whole(Dialysis(ProcedureState.Completed, 3)) }));
    }

    [Fact]
    public void On_dialysis_numbers_are_shown_and_not_used()
    {
        RenalFunction kidneys = Kidneys(WithConditions(Condition("dialysis", "status")) with
        {
            Creatinines = Records.Whole(Creatinine(1.0m, 1), Creatinine(3.0m)),
        });

        Assert.Equal(new Known<RenalBand>.Value(RenalBand.Dialysis, Today.AddDays(-10)), kidneys.Band);
        Assert.Equal(RenalBasis.Dialysis, kidneys.Basis);
        Assert.Equal(3.0m, kidneys.Creatinine?.MgPerDl);
        Assert.NotNull(kidneys.Egfr);
        Assert.Null(kidneys.Aki);
        Assert.False(kidneys.HasFreshNumber);
    }

    [Fact]
    public void A_condition_is_better_evidence_than_a_procedure()
    {
        PatientSnapshot patient = APatient() with { Procedures = Records.Whole(Dialysis(ProcedureState.Completed, 2)) };

        Assert.Equal(new DialysisRecord(ByProcedure: true, Today.AddDays(-2), "Procedure/d"), Kidneys(patient).Dialysis);
        Assert.False(Kidneys(patient with { Conditions = Records.Whole(Condition("dialysis", "status")) }).Dialysis?.ByProcedure);
    }

    [Fact]
    public void Past_dialysis_gives_way_to_a_number_in_its_window_and_outweighs_an_older_one()
    {
        PatientSnapshot patient = APatient() with { Procedures = Records.Whole(Dialysis(ProcedureState.Completed, 100)) };

        Assert.True(Kidneys(patient).Ckd?.ByPastDialysis);
        Assert.Equal(RenalBand.G2, Band(patient with { Egfrs = Records.Whole(Egfr(80m, 20)) }));
        Assert.Equal(RenalBand.G5, Band(patient with { Egfrs = Records.Whole(Egfr(80m, 400)) }));
    }

    private static PatientSnapshot WithConditions(params PatientCondition[] conditions) =>
        APatient() with { Conditions = Records.Whole(conditions) };
}
