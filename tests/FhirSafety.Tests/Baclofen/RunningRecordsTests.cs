using System.Collections.Immutable;
using FhirSafety.Baclofen;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Who takes baclofen already, by whatever record shows it (clinical page, section 3, "Active baclofen").</summary>
public sealed class RunningRecordsTests
{
    private static readonly TherapyWindows Windows = new(EstablishedDays: 30, RenewalDays: 14, SupplyGraceDays: 14, ContinuationDays: 30, OldOrderDays: 400);

    private static readonly KnownDrug Watched = new(IsWatched: true, []);

    [Fact]
    public void Nothing_on_file_is_a_new_start()
    {
        Therapy therapy = Of(APatient());

        Assert.True(therapy is { IsKnown: true, IsNewStart: true, IsEstablished: false, ByRecordsOnly: false, MayRunElsewhere: false, RunningMg: 0 });
    }

    [Fact]
    public void A_statement_of_what_is_taken_makes_a_renewal_with_its_dose()
    {
        Therapy therapy = Of(APatient() with { Statements = Records.Whole(Statement(30, startedDaysAgo: 200)) });

        Assert.True(therapy is { IsNewStart: false, IsEstablished: true, ByRecordsOnly: true, RunningMg: 30, OtherMg: 0 });
        Assert.Equal(Today.AddDays(-200), therapy.Since);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    [InlineData(null, true)]
    public void Taken_for_thirty_days_or_since_nobody_knows_when_is_established(int? startedDaysAgo, bool established) =>
        Assert.Equal(established, Of(APatient() with { Statements = Records.Whole(Statement(30, startedDaysAgo)) }).IsEstablished);

    [Fact]
    public void Statements_that_differ_are_not_added_up()
    {
        Assert.Null(Of(APatient() with { Statements = Records.Whole(Statement(30), Statement(20)) }).RunningMg);
        Assert.Equal(30, Of(APatient() with { Statements = Records.Whole(Statement(30), Statement(30)) }).RunningMg);
        Assert.Null(Of(APatient() with { Statements = Records.Whole(Statement(null)) }).RunningMg);
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void A_statement_that_ended_longer_ago_than_the_grace_shows_nothing(int endedDaysAgo, bool newStart) =>
        Assert.Equal(newStart, Of(APatient() with { Statements = Records.Whole(Statement(30, 100) with { EndsOn = Today.AddDays(-endedDaysAgo) }) }).IsNewStart);

    [Fact]
    public void What_is_stopped_or_to_be_taken_later_or_another_drug_or_route_shows_nothing()
    {
        DrugStatement taken = Statement(30);
        DrugStatement[] others =
        [
            taken with { IsActive = false },
            taken with { StartsOn = Today.AddDays(1) },
            taken with { Drug = new KnownDrug(IsWatched: false, []) },
            taken with { Route = Route.Intrathecal },
        ];

        Assert.All(others, other => Assert.True(Of(APatient() with { Statements = Records.Whole(other) }).IsNewStart));
    }

    [Fact]
    public void A_statement_that_only_names_the_drug_counts_as_by_mouth() =>
        Assert.False(Of(APatient() with { Statements = Records.Whole(Statement(null) with { Route = Route.Unknown }) }).IsNewStart);

    [Theory]
    [InlineData(44, 30, false)]
    [InlineData(45, 30, true)]
    [InlineData(30, null, false)]
    [InlineData(31, null, true)]
    [InlineData(30, 5, false)]
    [InlineData(31, 5, true)]
    public void A_supply_counts_until_its_grace_is_over_and_for_thirty_days_at_least(int daysAgo, int? daysSupply, bool newStart) =>
        Assert.Equal(newStart, Of(APatient() with { Dispenses = Records.Whole(Dispense(daysAgo, daysSupply)) }).IsNewStart);

    [Fact]
    public void A_supply_tells_no_dose_and_an_undated_one_tells_nothing()
    {
        Assert.Null(Of(APatient() with { Dispenses = Records.Whole(Dispense(5, 30)) }).RunningMg);
        Assert.True(Of(APatient() with { Dispenses = Records.Whole(Dispense(5, 30) with { SuppliedOn = null }) }).IsNewStart);
    }

    [Fact]
    public void Supplies_without_a_longer_gap_are_one_therapy()
    {
        Therapy unbroken = Of(APatient() with { Dispenses = Records.Whole(Dispense(5, 30), Dispense(60, 30), Dispense(120, 30)) });
        Therapy broken = Of(APatient() with { Dispenses = Records.Whole(Dispense(5, 30), Dispense(120, 30)) });

        Assert.Equal((Today.AddDays(-120), true), (unbroken.Since, unbroken.IsEstablished));
        Assert.Equal((Today.AddDays(-5), false), (broken.Since, broken.IsEstablished));
    }

    [Fact]
    public void The_same_drug_seen_twice_is_one_and_the_order_gives_the_dose()
    {
        Therapy therapy = Of(APatient() with
        {
            Running = Records.Whole(Order(20, writtenDaysAgo: 3)),
            Statements = Records.Whole(Statement(60, 100)),
            Dispenses = Records.Whole(Dispense(40, 30)),
        });

        Assert.True(therapy is { IsNewStart: false, ByRecordsOnly: false, IsEstablished: true, RunningMg: 20, OtherMg: 20 });
    }

    [Fact]
    public void A_statement_gives_no_dose_while_the_orders_were_not_seen() =>
        Assert.True(Of(APatient() with
        {
            Running = Records.Unknown<DrugOrder>(MissingReason.NotSupplied),
            Statements = Records.Whole(Statement(60)),
        }) is { IsKnown: false, IsNewStart: false, RunningMg: null });

    [Fact]
    public void Statements_or_dispenses_not_seen_leave_a_new_start_a_new_start_that_may_be_none()
    {
        Assert.True(Of(APatient() with { Statements = Records.Unknown<DrugStatement>(MissingReason.NotSupplied) }) is { IsKnown: true, IsNewStart: true, MayRunElsewhere: true });
        Assert.True(Of(APatient() with { Dispenses = Records.Unknown<DrugDispense>(MissingReason.ReadFailed) }) is { IsKnown: true, IsNewStart: true, MayRunElsewhere: true });
    }

    private static Therapy Of(PatientSnapshot patient)
    {
        DrugOrder draft = Order(45, writtenDaysAgo: 0);
        return Therapy.Of(new PrescribingSession("order-sign", patient, [draft], [new JudgedOrder(draft, OrderRole.Draft)], [], KidneyTestOrdered: false), draft, Windows);
    }

    private static DrugStatement Statement(decimal? mg, int? startedDaysAgo = 10) => new(
        Watched, IsActive: true, Route.Oral, Dose(mg), startedDaysAgo is { } days ? Today.AddDays(-days) : null, EndsOn: null, "MedicationStatement/s");

    private static DrugDispense Dispense(int daysAgo, int? daysSupply) => new(Watched, Route.Oral, Today.AddDays(-daysAgo), daysSupply, "MedicationDispense/d");

    private static DrugOrder Order(decimal mg, int writtenDaysAgo) => new(
        $"MedicationRequest/{mg}", "active", new DrugProduct("baclofen", 10, null, Route.Oral, StrengthsDiffer: false), Route.Oral, Dose(mg),
        Today.AddDays(-writtenDaysAgo), EndsOn: null, ImmutableArray<string>.Empty, Accepted: null);

    private static DailyDose Dose(decimal? mg) => mg is { } all
        ? new DailyDose.Oral(all, all, all, all, 1, AsNeeded: false, [], [])
        : new DailyDose.NotYetKnown();
}
