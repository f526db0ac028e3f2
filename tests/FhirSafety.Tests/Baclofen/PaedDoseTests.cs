using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Starts and maxima of children, <c>paed-start</c> and <c>paed-max-daily</c>.</summary>
public sealed class PaedDoseTests
{
    private const string Start = "paed-start";
    private const string Max = "paed-max-daily";

    [Theory]
    [InlineData(25, 8.25, "silent")]
    [InlineData(25, 8.26, "warning")]
    [InlineData(25, 15, "warning")]
    [InlineData(25, 15.01, "critical")]
    [InlineData(60, 15, "silent")]
    [InlineData(60, 15.01, "warning")]
    [InlineData(60, 30, "warning")]
    [InlineData(60, 30.01, "critical")]
    public void A_start_is_held_to_the_lower_of_weight_and_15_mg(double kg, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(AChild(13, (decimal)kg)).Says(Start));

    [Fact]
    public void A_start_says_what_it_is_by_weight() =>
        Assert.Equal("Baclofen start 15 mg/day is 0.6 mg/kg/day; usual 0.3 mg/kg/day in 4 doses", Order(15).For(AChild(9, 25)).Summary(Start));

    [Fact]
    public void A_start_above_15_mg_says_so_where_the_weight_allows_more() =>
        Assert.Equal("Baclofen start 20 mg/day in a child; usual start is at most 15 mg/day", Order(20).For(AChild(15, 60)).Summary(Start));

    [Fact]
    public void Without_a_weight_the_15_mg_hold_and_nothing_is_offered()
    {
        Assert.Equal("warning", Order(16).For(AChild(13, null)).Says(Start));
        Assert.Equal("", Order(16).For(AChild(13, null)).Acts(Start));
        Assert.Equal("silent", Order(15).For(AChild(13, null)).Says(Start));
        Assert.Equal("warning", Order(15).For(AChild(13, null)).Says("paed-weight"));
    }

    [Theory]
    [InlineData(25, 1.5, "Oral Solution")]
    [InlineData(32.9, 2, "Oral Solution")]
    [InlineData(34, 2.5, "5 MG Oral Tablet")]
    [InlineData(40, 3, "Oral Solution")]
    [InlineData(60, 3.5, "Oral Solution")]
    public void The_start_is_offered_in_four_parts_that_can_be_measured(double kg, double part, string product)
    {
        Act.SetDose offered = Assert.Single(Order(31).For(AChild(9, (decimal)kg)).Found(Start).Acts.OfType<Act.SetDose>());
        Assert.Equal(Enumerable.Repeat((decimal)part, 4), offered.Regimen.Parts);
        Assert.Contains(product, offered.NewProduct!.Display, StringComparison.Ordinal);
    }

    [Fact]
    public void A_liquid_that_is_ordered_stays()
    {
        DrugProduct liquid = new("Baclofen 2 mg/mL", null, 2m, Route.Oral, StrengthsDiffer: false);
        Assert.Null(Assert.Single(Order(15, liquid).For(AChild(9, 25)).Found(Start).Acts.OfType<Act.SetDose>()).NewProduct);
    }

    [Fact]
    public void A_part_under_half_a_milligram_is_advised_in_words_only()
    {
        Assert.Equal("", Order(5).For(AnInfant(8, 6.6m)).Acts(Start));
        Assert.Equal("2*", Order(5).For(AnInfant(8, 6.7m)).Acts(Start));
    }

    [Fact]
    public void An_accepted_start_is_silent()
    {
        Call call = Order(15).For(AChild(9, 25));
        Call accepted = call.Accepting(call.Found(Start).Acts[0]);
        Assert.Equal(("silent", "silent"), (accepted.Says(Start), accepted.Says(Max)));
        Assert.Equal("child", accepted.Drafts[0].Accepted!.Fact);
    }

    [Fact]
    public void An_accepted_start_answers_no_kidney_finding()
    {
        Call call = Order(15).For(AChild(9, 25).WithEgfr(40));
        Assert.Equal("warning", call.Accepting(call.Found(Start).Acts[0]).Says("renal-moderate"));
    }

    [Theory]
    [InlineData(7, 60, 40, "silent")]
    [InlineData(7, 60, 40.01, "warning")]
    [InlineData(7, 60, 60, "warning")]
    [InlineData(7, 60, 60.01, "critical")]
    [InlineData(8, 60, 60, "silent")]
    [InlineData(8, 60, 60.01, "warning")]
    [InlineData(17, 60, 80, "warning")]
    [InlineData(17, 60, 80.01, "critical")]
    [InlineData(10, 15, 30, "silent")]
    [InlineData(10, 15, 30.01, "warning")]
    [InlineData(10, 15, 45, "warning")]
    [InlineData(10, 15, 45.01, "critical")]
    [InlineData(18, 60, 81, "does not apply")]
    public void The_daily_maximum_is_the_lower_of_age_and_weight(int years, double kg, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(AChild(years, (decimal)kg)).Renewing(Running(20)).Says(Max));

    [Theory]
    [InlineData(7, "warning")]
    [InlineData(8, "silent")]
    public void The_eighth_birthday_brings_the_higher_maximum(int years, string expected) =>
        Assert.Equal(expected, Order(45).For(AChild(years, 40)).Renewing(Running(40)).Says(Max));

    [Fact]
    public void Where_the_site_follows_Harriet_Lane_more_is_allowed()
    {
        MonitoredDrug harriet = Load(("paed.max", "harriet"));
        Call Of(int years, decimal mg) => Order(mg).For(AChild(years, 60)).Renewing(Running(20)) with { Drug = harriet };
        Assert.Equal(("silent", "warning"), (Of(7, 60).Says(Max), Of(7, 61).Says(Max)));
        Assert.Equal(("silent", "critical"), (Of(8, 80).Says(Max), Of(8, 81).Says(Max)));

        // The handbook begins at 2 years.
        Assert.Equal(("warning", "silent"), (Of(1, 41).Says(Max), Of(2, 41).Says(Max)));
    }

    [Fact]
    public void Summaries_say_what_sets_the_maximum()
    {
        Assert.Equal("Baclofen 61 mg/day exceeds the 60 mg/day limit for age 10: lower it, in steps if taken already", Order(61).For(AChild(10, 40)).Summary(Max));
        Assert.Equal("Baclofen 40 mg/day exceeds the 30 mg/day limit for 15 kg (2 mg/kg/day): lower it", Order(40).For(AChild(10, 15)).Summary(Max));
    }

    [Theory]
    [InlineData(50, 20, "20*")]
    [InlineData(50, 21, "")]
    [InlineData(50, 45, "")]
    public void A_dose_raised_too_far_can_go_back_to_the_running_one(double ordered, double running, string acts) =>
        Assert.Equal(acts, Order((decimal)ordered).For(AChild(7, 30)).Renewing(Running((decimal)running)).Acts(Max));

    [Fact]
    public void A_stable_renewal_is_one_step_milder() =>
        Assert.Equal("info", Order(45).For(AChild(7, 30).WithEgfr(100, 200)).Renewing(Running(45)).Says(Max));

    [Fact]
    public void A_course_downwards_is_information() =>
        Assert.Equal("info", Titration(45, 40).For(AChild(7, 30)).Renewing(Running(50)).Says(Max));

    [Fact]
    public void Without_the_running_orders_a_maximum_that_holds_is_not_called_checked() =>
        Assert.Equal("medications ReadFailed", Order(5).For(AChild(7, 30) with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) }).Says(Max));

    [Fact]
    public void Of_two_possible_ages_the_younger_counts()
    {
        PatientSnapshot patient = AChild(8, 30) with { BirthDate = Born(Today.AddYears(-9), Today.AddYears(-8).AddDays(1)) };
        Assert.Equal("warning", Order(45).For(patient).Renewing(Running(40)).Says(Max));
        Assert.Contains("stricter age", Order(45).For(patient).Renewing(Running(40)).Facts(Max), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Start)]
    [InlineData(Max)]
    [InlineData("paed-under-12")]
    [InlineData("paed-weight")]
    public void Without_a_birth_date_the_rules_on_age_are_not_checked(string id) =>
        Assert.Equal("age NoneOnFile", Order(5).For(APatient() with { BirthDate = new Known<BirthDate>.Missing(MissingReason.NoneOnFile) }).Says(id));

    [Fact]
    public void They_are_about_doses_by_mouth()
    {
        Assert.Equal(("does not apply", "does not apply"), (Pump().For(AChild(9, 25)).Says(Start), Pump().For(AChild(9, 25)).Says(Max)));
        Assert.Equal(("does not apply", "does not apply"), (NoDose().For(AChild(9, 25)).Says(Start), Unread().For(AChild(9, 25)).Says(Max)));
        Assert.Equal("critical", Unread(50).For(AChild(9, 15)).Says(Max));
    }
}
