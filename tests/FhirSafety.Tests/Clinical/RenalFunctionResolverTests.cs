using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

public sealed class RenalFunctionResolverTests
{
    [Theory]
    [InlineData(MissingReason.NoneOnFile, MissingReason.NoneOnFile, MissingReason.NoneOnFile)]
    [InlineData(MissingReason.NotSupplied, MissingReason.NoneOnFile, MissingReason.NotSupplied)]
    [InlineData(MissingReason.NoneOnFile, MissingReason.ReadFailed, MissingReason.ReadFailed)]
    [InlineData(MissingReason.Incomplete, MissingReason.NoneOnFile, MissingReason.Incomplete)]
    [InlineData(MissingReason.Unreadable, MissingReason.ReadFailed, MissingReason.Unreadable)]
    [InlineData(MissingReason.NotSupplied, MissingReason.ReadFailed, MissingReason.ReadFailed)]
    public void Without_a_number_the_reason_is_that_of_the_lists(
        MissingReason creatinines, MissingReason egfrs, MissingReason reason)
    {
        RenalFunction kidneys = Kidneys(APatient() with
        {
            Creatinines = Records.Unknown<CreatinineResult>(creatinines),
            Egfrs = Records.Unknown<EgfrResult>(egfrs),
        });

        Assert.Equal(new Known<RenalBand>.Missing(reason), kidneys.Band);
        Assert.Equal(new Known<CreatinineClearance>.Missing(creatinines), kidneys.Clearance);
        Assert.Equal(RenalBasis.Nothing, kidneys.Basis);
    }

    [Fact]
    public void What_an_incomplete_list_holds_is_used() =>
        Assert.Equal(
            RenalBand.G4, Band(APatient() with { Egfrs = new Records<EgfrResult>([Egfr(20m)], MissingReason.Incomplete) }));

    [Fact]
    public void A_creatinine_without_a_birth_date_is_no_number_but_a_reported_one_still_counts()
    {
        PatientSnapshot patient = APatient() with
        {
            BirthDate = new Known<BirthDate>.Missing(MissingReason.NoneOnFile),
            Creatinines = Records.Whole(Creatinine(2.0m, 1)),
        };

        Assert.Equal(new Known<RenalBand>.Missing(MissingReason.NotComputable), Kidneys(patient).Band);
        Assert.Equal(2.0m, Kidneys(patient).Creatinine?.MgPerDl);
        Assert.Equal(RenalBand.G4, Band(patient with { Egfrs = Records.Whole(Egfr(20m, 50)) }));
    }

    [Fact]
    public void A_birth_date_that_nobody_has_lived_since_is_not_used() =>
        Assert.Null(Band(APatient() with { BirthDate = Born(new(1850, 1, 1)), Creatinines = Records.Whole(Creatinine(1.0m)) }));

    [Theory]
    [InlineData(Sex.Female, false)]
    [InlineData(Sex.Male, false)]
    [InlineData(Sex.Undetermined, true)]
    [InlineData(null, true)]
    public void Sex_that_is_not_recorded_keeps_the_lower_result_and_says_so(Sex? sex, bool assumed)
    {
        RenalFunction kidneys = Kidneys(APatient() with
        {
            Sex = sex is { } known ? new Known<Sex>.Value(known) : new Known<Sex>.Missing(MissingReason.NotSupplied),
            Creatinines = Records.Whole(Creatinine(1.0m)),
        });

        Assert.Equal(assumed, kidneys.SexAssumed);
        Assert.Equal(KidneyEquations.CkdEpi2021(1.0m, 60, sex ?? Sex.Undetermined), kidneys.Egfr?.Value);
    }

    [Fact]
    public void A_birth_year_alone_takes_the_oldest_age_of_an_adult_and_says_so()
    {
        RenalFunction kidneys = Kidneys(APatient() with
        {
            BirthDate = Born(new(1966, 1, 1), new(1966, 12, 31)),
            Creatinines = Records.Whole(Creatinine(1.0m)),
        });

        Assert.Equal(KidneyEquations.CkdEpi2021(1.0m, 60, Sex.Male), kidneys.Egfr?.Value);
        Assert.True(kidneys.AgeAssumed);
    }

    [Fact]
    public void The_newest_creatinine_is_staged_beside_its_band()
    {
        RenalFunction kidneys = Kidneys(APatient() with { Creatinines = Records.Whole(Creatinine(1.0m, 1), Creatinine(2.0m)) });

        Assert.Equal(2, kidneys.Aki?.Stage);
        Assert.Equal(RenalBand.G3b, Assert.IsType<Known<RenalBand>.Value>(kidneys.Band).Fact);
        Assert.Equal(RenalBasis.Computed, kidneys.Basis);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    [InlineData(null, true)]
    public void An_aki_condition_flags_for_thirty_days(int? daysAgo, bool flagged) =>
        Assert.Equal(flagged, Kidneys(WithAki(daysAgo)).Aki is { Stage: null });

    // The condition is ten days old; the baseline, of 100 days ago, is 1.0 and its limit of recovery 1.2.
    public static TheoryData<decimal, int, bool> Recoveries => new()
    {
        { 1.20m, 9, false },
        { 1.21m, 9, true },
        { 1.20m, 10, true },
        { 0.80m, 2, false },
    };

    [Theory]
    [MemberData(nameof(Recoveries))]
    public void A_later_creatinine_within_a_fifth_of_baseline_lifts_the_flag(decimal later, int daysAgo, bool flagged) =>
        Assert.Equal(
            flagged,
            Kidneys(WithAki(10) with { Creatinines = Records.Whole(Creatinine(1.0m, 100), Creatinine(later, daysAgo)) }).Aki is not null);

    // A value of the day before the diagnosis is part of the injury and no baseline to recover to.
    [Fact]
    public void A_creatinine_that_is_as_high_as_at_the_diagnosis_does_not_lift_the_flag() =>
        Assert.NotNull(
            Kidneys(WithAki(10) with { Creatinines = Records.Whole(Creatinine(3.0m, 11), Creatinine(3.1m, 2)) }).Aki);

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void An_injury_counts_thirty_days_from_the_day_it_was_recorded(int recordedDaysAgo, bool flagged) =>
        Assert.Equal(flagged, Kidneys(APatient() with
        {
            Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 40) with { RecordedOn = Today.AddDays(-recordedDaysAgo) }),
        }).Aki is not null);

    [Theory]
    [InlineData(60, 9, false)]
    [InlineData(59, 9, true)]
    [InlineData(60, 10, true)]
    public void Without_a_baseline_a_later_egfr_of_60_lifts_the_flag(int egfr, int daysAgo, bool flagged) =>
        Assert.Equal(flagged, Kidneys(WithAki(10) with { Egfrs = Records.Whole(Egfr(egfr, daysAgo)) }).Aki is not null);

    // "Below 65" and "creatinine above 1.1" leave room for kidneys that have not recovered.
    [Fact]
    public void A_result_that_is_only_a_bound_does_not_lift_the_flag()
    {
        CreatinineResult above = Creatinine(1.1m, 2) with { Comparator = Comparator.AtLeast };
        EgfrResult below = Egfr(65m, 2) with { Comparator = Comparator.Below };

        Assert.NotNull(Kidneys(WithAki(10) with { Creatinines = Records.Whole(Creatinine(1.0m, 100), above) }).Aki);
        Assert.NotNull(Kidneys(WithAki(10) with { Egfrs = Records.Whole(below) }).Aki);
    }

    private static PatientSnapshot WithAki(int? daysAgo) =>
        APatient() with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", daysAgo)) };
}
