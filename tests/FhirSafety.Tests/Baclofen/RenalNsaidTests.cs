using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class RenalNsaidTests
{
    private const string Id = "renal-nsaid";

    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100);

    [Theory]
    [InlineData(59.9, 60, "warning")]
    [InlineData(60, 60, "info")]
    [InlineData(100, 64, "info")]
    [InlineData(100, 65, "warning")]
    public void It_is_a_warning_with_poor_kidneys_or_in_older_age(double egfr, int years, string expected) =>
        Assert.Equal(expected, Order(15).For(APatient().Aged(years).WithEgfr((decimal)egfr).Taking(Ibuprofen)).Says(Id));

    [Theory]
    [InlineData("acei", "warning")]
    [InlineData("arb-arni-dri", "warning")]
    [InlineData("beta-blocker", "info")]
    public void With_a_diuretic_and_an_inhibitor_it_is_the_triple(string group, string expected)
    {
        ActiveMedication diuretic = Other("antihypertensives", "diuretic", "furosemide");
        Assert.Equal(expected, Order(15).For(Healthy.Taking(Ibuprofen, diuretic, Other("antihypertensives", group, "another"))).Says(Id));
        Assert.Equal("info", Order(15).For(Healthy.Taking(Ibuprofen, Other("antihypertensives", group, "another"))).Says(Id));
    }

    [Theory]
    [InlineData(7, "silent")]
    [InlineData(8, "info")]
    [InlineData(null, "info")]
    public void A_short_course_with_good_kidneys_is_silent(int? days, string expected) =>
        Assert.Equal(expected, Order(15).For(Healthy.Taking(Ibuprofen with { SupplyDays = days })).Says(Id));

    [Theory]
    [InlineData(7, "silent")]
    [InlineData(8, "info")]
    public void A_course_is_as_long_as_its_dosages_say(int days, string expected) =>
        Assert.Equal(expected, Order(15).For(Healthy.Taking(Ibuprofen with { CourseDays = days })).Says(Id));

    [Fact]
    public void What_is_on_hold_is_not_taken_and_what_is_not_sure_counts_a_step_less()
    {
        PatientSnapshot old = APatient().Aged(70).WithEgfr(100);
        Assert.Equal("silent", Order(15).For(old.Taking(Ibuprofen with { Status = "on-hold" })).Says(Id));
        Assert.Equal("info", Order(15).For(old.Taking(Other("nsaids", "nsaid", "ibuprofen", 401))).Says(Id));
        Assert.Equal("info", Order(15).For(old.Taking(Ibuprofen with { Ingredients = [new DrugIngredient("nsaids", "IBUPROFEN", ByFreeTextOnly: true, "nsaid")] })).Says(Id));
    }

    [Fact]
    public void A_short_course_with_poor_or_unknown_kidneys_is_not()
    {
        Assert.Equal("warning", Order(15).For(APatient().WithEgfr(50).Taking(Ibuprofen with { SupplyDays = 5 })).Says(Id));
        Assert.Equal("info", Order(15).For(APatient().Taking(Ibuprofen with { SupplyDays = 5 })).Says(Id));
    }

    [Fact]
    public void Without_a_number_what_speaks_for_poor_kidneys_makes_it_a_warning()
    {
        Assert.Equal("info", Order(15).For(APatient().Taking(Ibuprofen)).Says(Id));
        Assert.Equal("warning", Order(15).For(APatient().Taking(Ibuprofen).With(Condition("diabetes", "diabetes"))).Says(Id));
    }

    [Fact]
    public void It_speaks_when_the_NSAID_is_ordered_beside_running_baclofen()
    {
        Call call = Running(15).Paired(Healthy.Taking(Ibuprofen.Drafted()));
        Assert.Equal("info", call.Says(Id));
        Assert.Equal("ibuprofen can raise baclofen levels by lowering kidney clearance: check creatinine", call.Summary(Id));
        Assert.Equal("remove-ibuprofen* creatinine", call.Acts(Id));
        Assert.Equal("does not apply", Running(15).Paired(Healthy.Taking(Ibuprofen, Opioid.Drafted())).Says(Id));
    }

    [Fact]
    public void A_renewed_or_running_NSAID_is_not_taken_out()
    {
        Assert.Equal("creatinine*", Running(15).Paired(Healthy.Taking(Ibuprofen, Ibuprofen.Drafted() with { DoseKey = "other" })).Acts(Id));
        Assert.Equal("creatinine*", Order(15).For(Healthy.Taking(Ibuprofen)).Acts(Id));
    }

    [Theory]
    [InlineData(100, "silent")]
    [InlineData(50, "info")]
    public void A_pair_that_has_long_agreed_is_at_most_a_line_of_the_kidney_card(double egfr, string expected)
    {
        PatientSnapshot patient = APatient().WithEgfr((decimal)egfr, 150).Taking(Ibuprofen);
        Assert.Equal(expected, Order(15).For(patient).Renewing(Running(15)).Says(Id));
        Assert.Equal(expected, Running(15).Paired(patient.Taking(Ibuprofen.Drafted())).Says(Id));
    }

    // What agreed with good kidneys is silent for that, and kidneys that could not be seen are not good ones.
    [Fact]
    public void A_pair_that_has_long_agreed_is_not_checked_while_the_kidneys_could_not_be_seen() =>
        Assert.Equal("kidneyLabs ReadFailed", Order(15).For(
            APatient().Taking(Ibuprofen) with
            {
                Creatinines = Records.Unknown<CreatinineResult>(MissingReason.ReadFailed),
                Egfrs = Records.Unknown<EgfrResult>(MissingReason.ReadFailed),
            }).Renewing(Running(15)).Says(Id));

    [Theory]
    [InlineData(30, "silent")]
    [InlineData(29, "info")]
    public void A_pair_has_agreed_after_30_days(int days, string expected) =>
        Assert.Equal(expected, Order(15).For(Healthy.WithEgfr(100, 200).Taking(Other("nsaids", "nsaid", "ibuprofen", days))).Renewing(Running(15, days: 30)).Says(Id));

    [Fact]
    public void The_pump_gives_little_to_the_kidneys() =>
        Assert.Equal("info", Pump().For(APatient().WithEgfr(50).Taking(Ibuprofen)).Says(Id));

    [Fact]
    public void Without_the_medication_list_it_is_not_checked() =>
        Assert.Equal("interactions ReadFailed", Order(15).For(Healthy with { Medications = Records.Unknown<ActiveMedication>(MissingReason.ReadFailed) }).Says(Id));

    [Fact]
    public void Without_an_NSAID_it_is_silent() => Assert.Equal("silent", Order(15).For(Healthy.Taking(Opioid)).Says(Id));
}
