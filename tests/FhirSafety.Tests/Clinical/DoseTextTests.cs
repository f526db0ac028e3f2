using System.Reflection;
using System.Text.RegularExpressions;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Clinical.Dosages;

namespace FhirSafety.Tests.Clinical;

/// <summary>Free text: read when all of it is understood, and otherwise not at all.</summary>
public sealed class DoseTextTests
{
    [Theory]
    [InlineData("10 mg TID", 30)]
    [InlineData("10mg t.i.d.", 30)]
    [InlineData("10 mg tds", 30)]
    [InlineData("10 mg daily", 10)]
    [InlineData("1 tab 3x/day", 30)]
    [InlineData("1 tab 3 x daily", 30)]
    [InlineData("5 mg three times daily", 15)]
    [InlineData("one tablet three times a day", 30)]
    [InlineData("One tablet to be taken three times a day", 30)]
    [InlineData("1 tablet - 3 times a day - Oral route - One tablet three times daily", 30)]
    [InlineData("take 1.5 tablets (15 mg total) by mouth every 8 hours", 45)]
    [InlineData("Take 1 tablet (10 mg total) by mouth 3 (three) times a day.", 30)]
    [InlineData("10 mg = 1 tab, Oral, TID", 30)]
    [InlineData("half a tablet twice daily", 10)]
    [InlineData("½ tablet BID", 10)]
    [InlineData("1/2 tablet BID", 10)]
    [InlineData("1½ tablets BID", 30)]
    [InlineData("1 1/2 tablets BID", 30)]
    [InlineData("one and a half tablets twice a day", 30)]
    [InlineData("a tablet twice a day", 20)]
    [InlineData("10.5 mg BID", 21)]
    [InlineData("2,5 mg BID", 5)]
    [InlineData(".5 mg BID", 1)]
    [InlineData("1-0-1", 20)]
    [InlineData("1-1-1", 30)]
    [InlineData("1-0-1-0 tablets", 20)]
    [InlineData("½-0-1", 15)]
    [InlineData("1-2 tablets BID", 40)]
    [InlineData("one to two tablets every 6-8 hours as needed for spasm", 80)]
    [InlineData("10 mg q6-8h prn", 40)]
    [InlineData("10 mg 8 hourly", 30)]
    [InlineData("10 mg every other day", 5)]
    [InlineData("10 mg at bedtime", 10)]
    [InlineData("10 mg in the morning and at night", 20)]
    [InlineData("10 mg once daily at night", 10)]
    [InlineData("10 mg twice daily, morning and night", 20)]
    [InlineData("10 mg three times daily with food for spasticity", 30)]
    [InlineData("10 mg three times a day for 7 days", 30)]
    [InlineData("10 MG TID PO", 30)]
    [InlineData("10 mg TID PRN spasm", 30)]
    [InlineData("ONE TO BE TAKEN THREE TIMES A DAY", 30)]
    [InlineData("Two to be taken at night", 20)]
    [InlineData("half to be taken twice a day", 10)]
    [InlineData("1 tab PO TID x 30 days", 30)]
    [InlineData("10 mg TID x7d", 30)]
    [InlineData("1 tablet Orally Three times a day 30 day(s)", 30)]
    [InlineData("1 tablet with food or milk Orally Three times a day 30 day(s)", 30)]
    [InlineData("10 mg = 1 tab, PO, TID, # 90 tab, 3 Refill(s)", 30)]
    [InlineData("1 tablet up to 3 times a day", 30)]
    [InlineData("10 mg up to 2-3 times daily", 30)]
    [InlineData("1 tablet three times a day, max 3 tablets daily", 30)]
    [InlineData("20 mg QID, not to exceed 80 mg/day", 80)]
    [InlineData("10 mg TID. Max Daily Amount: 30 mg", 30)]
    [InlineData("Give 10 mg via G-Tube three times a day", 30)]
    [InlineData("10 mg per PEG TID", 30)]
    [InlineData("2 x 10 mg TID", 60)]
    [InlineData("1 x 10 mg daily", 10)]
    [InlineData("2x10mg tablets BID", 40)]
    [InlineData("2 x 10 mg at bedtime", 20)]
    [InlineData("30 mg daily in 3 divided doses", 30)]
    [InlineData("60 mg/day divided into three doses", 60)]
    [InlineData("TAKE ONE AND ONE-HALF TABLETS BY MOUTH TWICE A DAY", 30)]
    public void A_text_that_is_wholly_understood_gives_the_dose(string text, int mgADay)
    {
        DailyDose.Oral dose = Oral(Tablet10, new DoseInstruction { Text = text });

        Assert.Equal(mgADay, dose.MostMg);
        Assert.Equal(new DoseRemark(DoseRemarkKind.ReadFromText, text), Assert.Single(dose.Remarks));
    }

    [Theory]
    [InlineData("10 mg TID then 20 mg TID")]
    [InlineData("10 mg TID, increase to 20 mg TID")]
    [InlineData("10 mg BID and 20 mg HS")]
    [InlineData("10 mg TID and 10 mg at night")]
    [InlineData("10 mg TID and 10 mg TID")]
    [InlineData("10 mg TID, 10 mg TID prn")]
    [InlineData("10 mg TID QID")]
    [InlineData("10 mg TID, taper over two weeks")]
    [InlineData("10 mg TID from 01/12/2026")]
    [InlineData("1 tab TID x 3 days then BID")]
    [InlineData("10 mg TID x 30")]
    [InlineData("10 mg TID 5 days a week")]
    [InlineData("10 mg TID 14 days on, 7 days off")]
    [InlineData("10 mg every 2-3 days")]
    [InlineData("10 mg #3 TID")]
    [InlineData("10 mg TID, max 20 mg daily")]
    [InlineData("10 mg daily, max 30 mg daily")]
    [InlineData("10 mg TID as needed, max 80 mg daily")]
    [InlineData("20 mg every 6 hours as needed, max 10 mg daily")]
    [InlineData("1 tablet three times a day, max 3 tablets")]
    [InlineData("1-0-1, max 2 tablets daily")]
    [InlineData("not more than 1 tablet TID")]
    [InlineData("10 mg up to 20 mg TID")]
    [InlineData("10 mg daily, up to 3 times daily")]
    [InlineData("2 x 10 mg daily")]
    [InlineData("3 x 10 mg TID")]
    [InlineData("2 x 20 mg tablets TID")]
    [InlineData("1-2 x 10 mg TID")]
    [InlineData("12 x 10 mg TID")]
    [InlineData("10 mg TID in 3 divided doses")]
    [InlineData("30 mg in 3 divided doses")]
    [InlineData("10 mg daily in 3 divided doses, then 20 mg")]
    [InlineData("30 mg daily in divided doses")]
    [InlineData("10 mg 3 times a week")]
    [InlineData("10 mg 3 times")]
    [InlineData("2 tablets (10 mg total) TID")]
    [InlineData("10 mg tablet TID")]
    [InlineData("1,000 mg BID")]
    [InlineData("-5 mg BID")]
    [InlineData("0 mg BID")]
    [InlineData("take,5 mg BID")]
    [InlineData("123456789 mg BID")]
    [InlineData("10 mg/kg TID")]
    [InlineData("5 mg/5 mL BID")]
    [InlineData("2 0.5 mg tablets BID")]
    [InlineData("two half tablets BID")]
    [InlineData("2-1 tablets BID")]
    [InlineData("1-0-1-0-1")]
    [InlineData("1-0-12")]
    [InlineData("0-0-0")]
    [InlineData("10-11-12")]
    [InlineData("1 TID")]
    [InlineData("5 to be taken three times a day")]
    [InlineData("5 mL TID")]
    [InlineData("1 teaspoon TID")]
    [InlineData("10 mg every 0 hours")]
    [InlineData("half hourly 10 mg")]
    [InlineData("Dreimal täglich 10 mg")]
    [InlineData("١٠ mg TID")]
    [InlineData("١5 mg TID")]
    [InlineData("5٠ mg TID")]
    [InlineData("10 mg ٣ times a day")]
    [InlineData("١-٠-١")]
    [InlineData("10 mg TID for ٧ days")]
    [InlineData("１０ mg TID")]
    [InlineData("Take as directed")]
    [InlineData("do not take 10 mg TID")]
    public void A_text_with_anything_left_over_or_at_odds_gives_no_dose(string text) =>
        Assert.IsType<DailyDose.Unresolved>(Compute(Tablet10, new DoseInstruction { Text = text }));

    [Fact]
    public void The_name_of_the_ordered_drug_may_stand_in_the_text()
    {
        DrugProduct named = Tablet10 with { Display = "Somedrug 10 MG Oral Tablet" };

        Assert.Equal(30, MgADay(named, new DoseInstruction { Text = "Somedrug 10 mg TID" }));
        Assert.Equal(DoseProblem.TextNotUnderstood, Problem(named, new DoseInstruction { Text = "Otherdrug 10 mg TID" }));
    }

    [Fact]
    public void As_needed_in_the_text_makes_the_least_dose_0()
    {
        DailyDose.Oral dose = Oral(Tablet10, new DoseInstruction { Text = "1-2 tablets every 6-8 hours as needed" });

        Assert.Equal((0m, true, 20m), (dose.LeastMg, dose.AsNeeded, dose.LargestSingleMg));
    }

    [Fact]
    public void The_most_of_a_day_in_the_text_limits_a_dose_as_needed()
    {
        DailyDose.Oral dose = Oral(Tablet10, new DoseInstruction { Text = "1-2 tablets every 6 hours as needed, no more than 4 tablets in 24 hours" });

        Assert.Equal((0m, 40m, 20m), (dose.LeastMg, dose.MostMg, dose.LargestSingleMg));
    }

    [Fact]
    public void Up_to_three_times_a_day_may_be_once()
    {
        DailyDose.Oral dose = Oral(Tablet10, new DoseInstruction { Text = "10 mg up to three times daily" });

        Assert.Equal((10m, 30m, false), (dose.LeastMg, dose.MostMg, dose.AsNeeded));
    }

    [Fact]
    public void A_dose_that_is_divided_is_not_one_dose()
    {
        DailyDose.Oral dose = Oral(Tablet10, new DoseInstruction { Text = "60 mg daily in 3 divided doses" });

        Assert.Equal((60m, 20m), (dose.MostMg, dose.LargestSingleMg));
    }

    [Theory]
    [InlineData("20 mg TID", true)]
    [InlineData("10 mg TID, max 20 mg daily", true)]
    [InlineData("10 mg TID, max 30 mg daily", false)]
    [InlineData("2 tablets TID", true)]
    [InlineData("10 mg BID", true)]
    [InlineData("Once daily", true)]
    [InlineData("10 mg TID as needed", true)]
    [InlineData("1-0-1", true)]
    [InlineData("10 mg TID", false)]
    [InlineData("1 tablet every 8 hours", false)]
    [InlineData("1-1-1", false)]
    [InlineData("as directed", false)]
    public void The_structure_counts_and_a_text_that_differs_is_told(string text, bool differs)
    {
        DailyDose.Oral dose = Oral(Tablet10, Mg(10, ADay(3)) with { Text = text });

        Assert.Equal(30, dose.MostMg);
        Assert.Equal(differs ? new DoseRemark(DoseRemarkKind.TextDiffers, text) : null, dose.Remarks.SingleOrDefault());
    }

    [Fact]
    public void A_text_completes_a_structure_that_it_does_not_contradict()
    {
        Assert.Equal(30, MgADay(Tablet10, Mg(10, null) with { Text = "10 mg TID" }));
        Assert.Equal(30, MgADay(Tablet10, Mg(10, null) with { Text = "TID" }));
        Assert.Equal(60, MgADay(Tablet10, new DoseInstruction { Timing = ADay(3), Text = "20 mg" }));
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Tablet10, Mg(10, null) with { Text = "20 mg TID" }));
        Assert.Equal(DoseProblem.NoAmount, Problem(Tablet10, new DoseInstruction { Timing = ADay(3), Text = "TID" }));
    }

    [Fact]
    public void A_text_is_read_up_to_1000_characters_and_no_further()
    {
        const string Dose = "10 mg TID";

        Assert.NotNull(DoseText.Read(Dose.PadRight(1000)));
        Assert.Null(DoseText.Read(Dose.PadRight(1001)));
    }

    [Fact]
    public void No_expression_in_the_library_can_backtrack()
    {
        Regex[] all =
        [
            .. typeof(DoseText).Assembly.GetTypes()
                .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                .Where(static field => field.FieldType == typeof(Regex) && !field.DeclaringType!.ContainsGenericParameters)
                .Select(static field => (Regex)field.GetValue(null)!),
        ];

        Assert.True(all.Length >= 10);
        Assert.All(all, static expression => Assert.True(expression.Options.HasFlag(RegexOptions.NonBacktracking)));
    }
}
