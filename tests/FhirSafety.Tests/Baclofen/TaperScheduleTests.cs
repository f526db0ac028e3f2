using System.Globalization;
using CsCheck;
using FhirSafety.Baclofen;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Baclofen;

/// <summary>The taper of the clinical page, section 8.</summary>
public sealed class TaperScheduleTests
{
    private static readonly TaperPolicy Policy =
        BaclofenPolicy.Read(File.ReadAllBytes(Path.Combine(Orders.Folder, "policy.json")), new Dictionary<string, string>(StringComparer.Ordinal)).Taper;

    private static readonly TaperFlags Older = new(OlderAge: true);

    private static readonly TaperFlags Child = new(Child: true);

    private static readonly Gen<TaperInputs> AnyInputs =
        from units in Gen.Int[1, 300]
        from odd in Gen.Int[0, 4]
        from exposure in Gen.Int[-1, 200]
        from flag in Gen.Int[0, 3]
        from unit in Cases.AnyOf(2.5m, 5m)
        from target in Gen.OneOf(Gen.Const(0), Gen.Int[1, 100])
        select new TaperInputs(
            (units * 0.5m) + (odd == 0 ? 0.3m : 0m),
            exposure < 0 ? null : exposure,
            flag switch { 0 => Older, 1 => Child, _ => default },
            flag == 1 ? Policy.ChildUnitMg : unit)
        {
            TargetMg = target,
        };

    [Theory]
    [InlineData(80, "standard", 15, "65 50 35 20 5", 3, 15)]
    [InlineData(80, "extended", 15, "65 50 35 20 5", 5, 25)]
    [InlineData(60, "standard", 10, "50 40 30 20 10", 3, 15)]
    [InlineData(60, "cautious", 10, "50 40 30 20 10", 6, 30)]
    [InlineData(40, "standard", 10, "30 20 10", 5, 15)]
    [InlineData(30, "extended", 5, "25 20 15 10 5", 5, 25)]
    [InlineData(20, "standard", 5, "15 10 5", 5, 15)]
    [InlineData(15, "standard", 5, "10 5", 7, 14)]
    [InlineData(10, "standard", 5, "5", 7, 7)]
    [InlineData(5, "standard", 2.5, "2.5", 7, 7)]
    public void A_reference_row_of_the_clinical_page(double mg, string profile, double step, string rows, int days, int total)
    {
        TaperSchedule.Course course = Course(From((decimal)mg, profile));
        Assert.Equal(profile, course.Profile.ToString(), ignoreCase: true);
        Assert.Equal((decimal)step, course.StepMg);
        Assert.Equal(rows, Doses(course));
        Assert.All(course.Rows, row => Assert.Equal(days, row.Days));
        Assert.Equal(total, course.TotalDays);
        Assert.Equal(Enumerable.Range(0, course.Rows.Length).Select(place => (place * days) + 1), course.Rows.Select(row => row.FirstDay));
    }

    [Theory]
    [InlineData(120, 80, "105 90 80", 5, 10)]
    [InlineData(60, 15, "50 40 30 20 15", 3, 12)]
    [InlineData(20, 15, "15", null, 0)]
    [InlineData(30, 7.5, "25 20 15 10 7.5", 3, 12)]
    [InlineData(10, 2.5, "5 2.5", 4, 4)]
    public void A_taper_to_a_dose_to_stay_on(double from, double to, string rows, int? days, int total)
    {
        TaperSchedule.Course course = Course(From((decimal)from) with { TargetMg = (decimal)to });
        Assert.Equal(rows, Doses(course));
        Assert.Equal(days, course.Rows[0].Days);
        Assert.Null(course.Rows[^1].Days);
        Assert.Null(course.Rows[^1].LastDay);
        Assert.Equal((decimal)to, course.ToMg);
        Assert.Equal(total, course.TotalDays);
    }

    [Fact]
    public void A_target_that_the_unit_cannot_make_is_not_exceeded()
    {
        Assert.Equal("15 10 5", Doses(Course(new TaperInputs(20, 10, default, 5m) { TargetMg = 7.5m })));
        Assert.Equal("no TargetNotMakeable", Says(new TaperInputs(20, 10, default, 5m) { TargetMg = 2.5m }));
    }

    [Theory]
    [InlineData(62.5, 10)] // a fifth is 12.5, exactly between 10 and 15: down
    [InlineData(37.5, 5)]
    [InlineData(63, 15)]
    [InlineData(62, 10)]
    [InlineData(12.5, 5)]
    [InlineData(150, 15)]
    [InlineData(6, 5)]
    [InlineData(5.5, 5)]
    [InlineData(5, 2.5)]
    [InlineData(2.5, 2.5)]
    public void A_step_is_a_fifth_to_the_nearest_5_mg_and_from_5_to_15_mg(double mg, double step) =>
        Assert.Equal((decimal)step, Course(From((decimal)mg)).StepMg);

    [Theory]
    [InlineData(5, 5)] // halves impossible
    [InlineData(2.5, 2.5)]
    [InlineData(4, 5)]
    public void What_is_one_step_from_a_stop_has_no_rows(double mg, double unit)
    {
        TaperSchedule.Course course = Course(new TaperInputs((decimal)mg, 10, default, (decimal)unit));
        Assert.Empty(course.Rows);
        Assert.Equal(0, course.TotalDays);
    }

    [Theory]
    [InlineData(59, "Standard 15 days")]
    [InlineData(60, "Extended 25 days")]
    [InlineData(61, "Extended 25 days")]
    [InlineData(null, "Extended 25 days")]
    public void Long_use_and_use_of_unknown_length_take_longer(int? exposure, string expected)
    {
        TaperSchedule.Course course = Course(new TaperInputs(60, exposure, default, 2.5m));
        Assert.Equal(expected, $"{course.Profile} {course.TotalDays} days");
    }

    [Fact]
    public void Every_flag_alone_makes_it_cautious()
    {
        TaperFlags[] flags =
        [
            new(SeizureHistory: true), new(EarlierWithdrawal: true), new(SpinalInjury: true), new(OlderAge: true),
            new(SedativeStopped: true), new(Pregnant: true), new(Child: true), new(HistoryNotSeen: true),
        ];
        Assert.All(flags, flag => Assert.Equal(TaperProfile.Cautious, Course(new TaperInputs(60, 10, flag, 2.5m)).Profile));
        Assert.Equal(flags.Length, flags.Distinct().Count());
        Assert.Equal(typeof(TaperFlags).GetProperties().Length - 1, flags.Length);
    }

    [Theory]
    [InlineData(10, "standard", 7)]
    [InlineData(10.5, "standard", 14)]
    [InlineData(10, "extended", 21)]
    [InlineData(10, "cautious", 28)]
    public void Only_a_small_dose_of_the_standard_profile_is_tapered_in_a_week(double mg, string profile, int total) =>
        Assert.Equal(total, Course(From((decimal)mg, profile)).TotalDays);

    [Theory]
    [InlineData(37, "30 days")] // the full cautious 30 days end a week before the birth
    [InlineData(36, "25 days")]
    [InlineData(34, "25 days")]
    [InlineData(31, "20 days")]
    [InlineData(22, "15 days")]
    [InlineData(21, "no TooNearBirth")]
    [InlineData(3, "no TooNearBirth")]
    [InlineData(-3, "no TooNearBirth")]
    public void Near_birth_it_ends_a_week_before_or_is_left_to_a_specialist(int daysToBirth, string expected)
    {
        TaperInputs pregnant = new(60, 100, new TaperFlags(Pregnant: true), 2.5m) { DaysToBirth = daysToBirth };
        Assert.Equal(expected, TaperSchedule.Plan(pregnant, Policy) is TaperSchedule.Course course ? $"{course.TotalDays} days" : Says(pregnant));
    }

    [Fact]
    public void No_rows_where_a_clinician_must_lead_or_the_dose_is_not_known()
    {
        Assert.Equal("no DoseNotReadable", Says(From(60) with { DailyMg = null }));
        Assert.Equal("no DoseNotReadable", Says(From(0)));
        Assert.IsType<TaperSchedule.Course>(TaperSchedule.Plan(From(400), Policy));
        Assert.Equal("no DoseNotReadable", Says(From(400.5m)));
        Assert.Equal("no ClinicianManaged", Says(From(60) with { ClinicianManaged = true }));
        Assert.Equal("no Intrathecal", Says(From(60) with { Intrathecal = true }));
        Assert.Equal("no AtTarget", Says(From(15) with { TargetMg = 15 }));
        Assert.Equal("no AtTarget", Says(From(10) with { TargetMg = 15 }));
    }

    [Theory]
    [InlineData(15, "12 9 6 3")]
    [InlineData(5, "4 3 2 1")]
    [InlineData(6, "5 4 3 2 1")] // a fifth is 1.2, to 0.5 mg: 1
    [InlineData(6.25, "5.5 4.5 3.5 2.5 1.5 0.5")] // 1.25 is exactly between 1 and 1.5: down
    [InlineData(1, "0.5")]
    [InlineData(90, "75 60 45 30 15")] // never more than 15 at once
    public void Children_on_liquid_go_down_by_a_fifth_to_half_a_milligram(double mg, string rows) =>
        Assert.Equal(rows, Doses(Course(new TaperInputs((decimal)mg, 10, Child, 0.5m))));

    [Fact]
    public void A_child_gets_small_doses_in_parts_too() =>
        Assert.Equal("1 1.5 1.5", string.Join(' ', Course(new TaperInputs(5, 10, Child, 0.5m)).Rows[0].Regimen.Parts.Select(Shown)));

    [Theory]
    [InlineData(80, 2.5, "15-15-17.5-17.5 15-17.5-17.5 10-12.5-12.5 5-7.5-7.5 5")]
    [InlineData(80, 5, "15-15-15-20 15-15-20 10-10-15 5-5-10 5")]
    [InlineData(15, 2.5, "5-5 5")]
    [InlineData(37, 2.5, "10-10-12.5 7.5-10-10 7.5-7.5-7.5 5-5-7.5 2.5-5-5 2.5-2.5-2.5 2.5")]
    [InlineData(120, 5, "25-25-25-30 20-20-25-25 15-20-20-20 20-20-20 15-15-15 10-10-10 5-5-5")]
    public void A_day_is_divided_evenly_with_the_larger_part_at_night(double mg, double unit, string parts) =>
        Assert.Equal(parts, string.Join(' ', Course(new TaperInputs((decimal)mg, 10, default, (decimal)unit)).Rows
            .Select(row => string.Join('-', row.Regimen.Parts.Select(Shown)))));

    [Fact]
    public void Doses_fall_at_every_step_and_no_step_is_more_than_the_rule_allows() =>
        AnyCourse((inputs, course) =>
        {
            decimal[] doses = [inputs.DailyMg!.Value, .. course.Rows.Select(row => row.Regimen.MgADay)];
            Assert.All(doses.Zip(doses.Skip(1)), pair => Assert.True(pair.Second < pair.First, Doses(course)));
            Assert.All(doses.Zip(doses.Skip(1)), pair => Assert.True(pair.First - pair.Second <= course.StepMg, Doses(course)));
            Assert.True(course.StepMg is <= 15m && course.StepMg >= (inputs.Flags.Child ? inputs.Unit : 2.5m));
            Assert.True(course.ToMg > 0m || doses[^1] <= course.StepMg + inputs.Unit, "the last cut before the stop");
        });

    [Fact]
    public void It_takes_at_least_the_time_of_its_profile_and_no_dose_less_than_three_days() =>
        AnyCourse((inputs, course) =>
        {
            int least = course.Profile switch
            {
                TaperProfile.Cautious => 28,
                TaperProfile.Extended => 21,
                _ => inputs.DailyMg <= 10m ? 7 : 14,
            };
            int days = course.Rows.FirstOrDefault()?.Days ?? least;
            Assert.True(days >= 3);
            Assert.True(course.Rows.Length * days >= least || course.Rows.IsEmpty, $"{course.TotalDays} of {least} days");
            Assert.Equal(days * Math.Max(0, course.Rows.Length - (inputs.TargetMg > 0m ? 1 : 0)), course.TotalDays);
        });

    [Fact]
    public void Every_part_can_be_given_and_the_parts_are_the_dose() =>
        AnyCourse((inputs, course) =>
        {
            foreach (TaperStep row in course.Rows)
            {
                decimal mg = row.Regimen.MgADay;
                Assert.True(mg >= inputs.Unit);
                Assert.All(row.Regimen.Parts, part => Assert.True(part >= inputs.Unit && part % inputs.Unit == 0m));
                Assert.Equal(row.Regimen.Parts.Order(), row.Regimen.Parts);
                Assert.True(row.Regimen.Parts[^1] - row.Regimen.Parts[0] <= inputs.Unit);
                Assert.True(mg > 80m || row.Regimen.Parts[^1] <= 20m);
                Assert.InRange(row.Regimen.Parts.Length, 1, mg > 60m ? 4 : 3);
            }
        });

    [Theory]
    [InlineData("days:standard", "22")]
    [InlineData("days:extended", "29")]
    [InlineData("step:least", "10")]
    public void A_site_that_puts_the_numbers_out_of_order_is_refused(string key, string value)
    {
        (string Path, string Value)[] site = [($"taper:{key}", value), .. key == "step:least" ? new (string, string)[] { ("taper:step:most", "9") } : []];
        Assert.Contains("taper.", Assert.Throws<InvalidDataException>(() => Orders.Load(site)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_come_out_equal_are_given_once_and_the_time_is_kept()
    {
        TaperPolicy small = Policy with { Step = Policy.Step with { Least = 2.5m } };
        TaperSchedule.Course course = Assert.IsType<TaperSchedule.Course>(TaperSchedule.Plan(new TaperInputs(12.5m, 10, default, 5m), small));
        Assert.Equal("10 5", Doses(course));
        Assert.Equal(14, course.TotalDays);
    }

    [Fact]
    public void A_unit_or_target_that_is_no_amount_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TaperSchedule.Plan(From(60) with { Unit = 0m }, Policy));
        Assert.Throws<ArgumentOutOfRangeException>(() => TaperSchedule.Plan(From(60) with { TargetMg = -1m }, Policy));
    }

    /// <summary>Many plans in one text, so that a changed number shows.</summary>
    internal static string Plans(TaperPolicy policy) => string.Join('\n',
        from mg in (decimal[])[1, 2.5m, 3, 5, 5.5m, 6, 7, 8, 9, 9.9m, 10, 10.02m, 10.1m, 11, 12, 12.5m, 20, 30, 37.5m, 45, 60, 62.5m, 70, 73, 80, 100, 150]
        from exposure in (int[])[10, 58, 59, 60, 61, 62]
        from inputs in (TaperInputs[])
        [
            new(mg, exposure, default, 2.5m), new(mg, exposure, default, 5m), new(mg, exposure, default, 2m), new(mg, exposure, Older, 2.5m),
            new(mg, exposure, Child, policy.ChildUnitMg), new(mg, exposure, new(Pregnant: true), 2.5m) { DaysToBirth = 30 },
        ]
        select TaperSchedule.Plan(inputs, policy) is TaperSchedule.Course course ? $"{Doses(course)} in {course.TotalDays}" : "none");

    private static void AnyCourse(Action<TaperInputs, TaperSchedule.Course> check) =>
        AnyInputs.Sample(inputs =>
        {
            if (TaperSchedule.Plan(inputs, Policy) is TaperSchedule.Course course)
            {
                check(inputs, course);
            }
        });

    private static TaperInputs From(decimal mg, string profile = "standard") =>
        new(mg, profile == "extended" ? 60 : 10, profile == "cautious" ? Older : default, 2.5m);

    private static TaperSchedule.Course Course(TaperInputs inputs) => Assert.IsType<TaperSchedule.Course>(TaperSchedule.Plan(inputs, Policy));

    private static string Says(TaperInputs inputs) => $"no {Assert.IsType<TaperSchedule.NotAutomatic>(TaperSchedule.Plan(inputs, Policy)).Reason}";

    private static string Doses(TaperSchedule.Course course) => string.Join(' ', course.Rows.Select(row => Shown(row.Regimen.MgADay)));

    private static string Shown(decimal mg) => mg.ToString("0.##", CultureInfo.InvariantCulture);
}
