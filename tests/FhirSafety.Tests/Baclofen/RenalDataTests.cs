using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class RenalDataTests
{
    private const string Id = "renal-data";

    [Theory]
    [InlineData(39, "kidneyFunction NoneOnFile")]
    [InlineData(40, "info")]
    [InlineData(64, "info")]
    [InlineData(65, "warning")]
    public void Without_a_result_age_decides(int age, string expected) =>
        Assert.Equal(expected, Order(15).For(APatient().Aged(age)).Says(Id));

    [Fact]
    public void In_a_young_patient_the_line_says_whether_a_result_is_old_or_was_not_seen()
    {
        Assert.Equal("kidneyFunctionOld NoneOnFile", Order(15).For(APatient().Aged(39).WithEgfr(100, 366)).Says(Id));
        Assert.Equal("kidneyFunction NotComputable", Order(15).For(APatient().Aged(39) with { Egfrs = Records.Whole(Egfr(90, 1) with { Comparator = Comparator.Below }) }).Says(Id));
        Assert.Equal(
            "kidneyLabs ReadFailed",
            Order(15).For(APatient().Aged(39) with { Creatinines = Records.Unknown<CreatinineResult>(MissingReason.ReadFailed), Egfrs = Records.Unknown<EgfrResult>(MissingReason.ReadFailed) }).Says(Id));
    }

    [Theory]
    [InlineData("diabetes", "diabetes")]
    [InlineData("ckd", "stage1")]
    public void A_diagnosis_that_harms_kidneys_makes_it_a_warning_at_any_age(string set, string group)
    {
        PatientSnapshot young = APatient().Aged(25) with { Conditions = Records.Whole(Condition(set, group)) };
        Assert.Equal("warning", Order(15).For(young).Says(Id));
    }

    [Theory]
    [InlineData("antidiabetics", "antidiabetic", "warning")]
    [InlineData("nsaids", "nsaid", "warning")]
    [InlineData("lithium", "lithium", "warning")]
    [InlineData("antihypertensives", "acei", "warning")]
    [InlineData("antihypertensives", "other-hypotensive", "kidneyFunction NoneOnFile")]
    [InlineData("opioids", "opioid", "kidneyFunction NoneOnFile")]
    public void A_drug_that_speaks_for_a_risk_makes_it_a_warning_at_any_age(string set, string group, string expected)
    {
        ActiveMedication drug = new([new("other", ""), new(set, group)], "MedicationRequest/a", Today, IsDraft: false);
        Assert.Equal(expected, Order(15).For(APatient().Aged(25) with { Medications = Records.Whole(drug) }).Says(Id));
    }

    [Fact]
    public void A_drug_in_two_groups_of_antihypertensives_counts_by_either()
    {
        ActiveMedication drug = new([new("antihypertensives", "other-hypotensive"), new("antihypertensives", "diuretic")], null, null, IsDraft: false);
        Assert.Equal("warning", Order(15).For(APatient().Aged(25) with { Medications = Records.Whole(drug) }).Says(Id));
    }

    [Theory]
    [InlineData(90, 365, "silent", "info")]
    [InlineData(59, 180, "silent", "warning")]
    [InlineData(29, 120, "silent", "warning")]
    [InlineData(14, 90, "silent", "warning")]
    public void A_result_exactly_as_old_as_its_window_is_not_stale(double egfr, int window, string at, string over)
    {
        Assert.Equal(at, Order(2.5m).For(APatient().WithEgfr((decimal)egfr, window)).Says(Id));
        Assert.Equal(over, Order(2.5m).For(APatient().WithEgfr((decimal)egfr, window + 1)).Says(Id));
    }

    [Theory]
    [InlineData(90, 7)]
    [InlineData(29, 3)]
    public void In_hospital_results_age_in_days(double egfr, int window)
    {
        PatientSnapshot inpatient = APatient() with { Setting = new Known<CareSetting>.Value(CareSetting.Inpatient) };
        Assert.Equal("silent", Order(2.5m).For(inpatient.WithEgfr((decimal)egfr, window)).Says(Id));
        Assert.NotEqual("silent", Order(2.5m).For(inpatient.WithEgfr((decimal)egfr, window + 1)).Says(Id));
    }

    [Fact]
    public void An_unchanged_dose_with_good_last_kidneys_needs_no_new_result()
    {
        Assert.Equal("does not apply", Order(15).For(APatient()).Renewing(Running(15)).Says(Id));
        Assert.Equal("does not apply", Order(15).For(APatient().WithEgfr(60, 900)).Renewing(Running(15)).Says(Id));
        Assert.Equal("warning", Order(15).For(APatient().WithEgfr(59, 900)).Renewing(Running(15)).Says(Id));
        Assert.Equal("info", Order(20).For(APatient()).Renewing(Running(15)).Says(Id));
    }

    [Theory]
    [InlineData(60, "warning")]
    [InlineData(15, "silent")]
    public void Only_an_upper_bound_is_no_result_unless_no_band_is_worse(int bound, string expected)
    {
        PatientSnapshot patient = APatient() with { Egfrs = Records.Whole(Egfr(bound) with { Comparator = Comparator.Below }) };
        Call call = Order(2.5m).For(patient);
        Assert.Equal(expected, call.Says(Id));
        Assert.True(bound == 15 || call.Summary(Id) == "eGFR reported only as <60: get a creatinine for baclofen");
    }

    [Fact]
    public void At_least_60_is_as_good_as_a_number()
    {
        Call call = Order(15).For(APatient() with { Egfrs = Records.Whole(Egfr(60) with { Comparator = Comparator.AtLeast }) });
        Assert.All(call.Judge(), judgement => Assert.IsNotType<Verdict.Found>(judgement.Verdict));
    }

    [Theory]
    [InlineData(366, "No creatinine in 12 months: check kidney function for baclofen")]
    [InlineData(800, "No creatinine in 26 months: check kidney function for baclofen")]
    public void The_age_of_the_last_result_is_told(int days, string expected) =>
        Assert.Equal(expected, Order(15).For(APatient().WithEgfr(90, days)).Summary(Id));

    [Theory]
    [InlineData(MissingReason.NotSupplied, "Kidney results were not sent: check kidney function for baclofen")]
    [InlineData(MissingReason.ReadFailed, "Kidney results could not be fetched: check kidney function for baclofen")]
    [InlineData(MissingReason.Incomplete, "Not all kidney results were sent: check kidney function for baclofen")]
    [InlineData(MissingReason.Unreadable, "Kidney results could not be read: check kidney function for baclofen")]
    [InlineData(MissingReason.NoneOnFile, "No creatinine on file: check kidney function for baclofen")]
    public void Why_there_is_no_result_is_told(MissingReason gap, string expected) =>
        Assert.Equal(expected, Order(15).For(APatient() with { Creatinines = Records.Unknown<CreatinineResult>(gap) }).Summary(Id));

    [Fact]
    public void A_creatinine_without_a_birth_date_cannot_be_worked_out()
    {
        PatientSnapshot patient = APatient() with { Creatinines = Records.Whole(Creatinine(1m)), BirthDate = new Known<BirthDate>.Missing(MissingReason.NoneOnFile) };
        Assert.Equal("Kidney function could not be worked out: check it for baclofen", Order(15).For(patient).Summary(Id));
    }

    [Fact]
    public void What_to_do_names_the_start_of_these_kidneys_and_never_a_start_for_who_takes_it()
    {
        Assert.Contains("start at no more than 15 mg/day", Order(20).For(APatient()).ToDo(Id), StringComparison.Ordinal);
        Assert.Contains("start at no more than 10 mg/day", Order(20).For(APatient().Aged(65)).ToDo(Id), StringComparison.Ordinal);
        Assert.Contains("start at no more than 7.5 mg/day", Order(20).For(APatient().WithEgfr(50, 300)).ToDo(Id), StringComparison.Ordinal);
        Assert.Contains("do not raise", Order(20).For(APatient()).Renewing(Running(10)).ToDo(Id), StringComparison.Ordinal);
        Assert.Contains("weight and age", Order(20).For(APatient().Aged(10).WithEgfr(50, 300)).ToDo(Id), StringComparison.Ordinal);
        Assert.Contains("spine", Pump().For(APatient()).ToDo(Id), StringComparison.Ordinal);
    }

    [Fact]
    public void It_waits_for_the_signature_and_for_a_test_that_is_ordered()
    {
        Assert.Equal("does not apply", Order(15).For(APatient()).Writing().Says(Id));
        Assert.Equal("silent", (Order(15).For(APatient()) with { KidneyTestOrdered = true }).Says(Id));
        Assert.Equal("creatinine*", Order(15).For(APatient()).Acts(Id));
    }

    [Fact]
    public void It_is_information_for_a_pump() => Assert.Equal("info", Pump().For(APatient().Aged(80)).Says(Id));
}
