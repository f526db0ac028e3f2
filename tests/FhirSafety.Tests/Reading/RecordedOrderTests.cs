using System.Reflection;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Tests.Reading;

/// <summary>Every order of TestData, read from end to end. The expected figures are the manifest's own.</summary>
public sealed class RecordedOrderTests
{
    private const string Ours = "medication-requests/baclofen";
    private const string Found = "medication-requests/as-found";

    public static TheoryData<string> OurFiles => [.. ManifestFiles];

    private static IEnumerable<string> ManifestFiles =>
        OrderUnderTest.Manifest(Ours).EnumerateArray().Select(static row => row.GetProperty("file").GetString()!);

    [Theory]
    [MemberData(nameof(OurFiles))]
    public void The_daily_dose_is_the_one_of_the_manifest(string file)
    {
        JsonElement expected = OrderUnderTest.Manifest(Ours).EnumerateArray()
            .Single(row => row.GetProperty("file").GetString() == file).GetProperty("expected");
        OrderUnderTest order = OrderUnderTest.ReadFile(Ours, file);

        if (expected.TryGetProperty("intrathecal_ug_day", out JsonElement micrograms))
        {
            Assert.Equal(new DailyDose.Intrathecal(micrograms.GetDecimal()).McgADay, Assert.IsType<DailyDose.Intrathecal>(order.Dose).McgADay);
            Assert.Equal(Route.Intrathecal, order.Route);
            return;
        }

        if (expected.TryGetProperty("not_an_order", out _))
        {
            // Whether it is an order is asked elsewhere; its dosage reads like any other.
            Assert.Equal(30, Assert.IsType<DailyDose.Oral>(order.Dose).MostMg);
            return;
        }

        decimal? fromText = Number(expected, "if_text_is_read");
        decimal? most = Number(expected, "daily_mg_max") ?? fromText ?? Number(expected, "if_tolerated");
        if (most is null)
        {
            Assert.False(order.Dose is DailyDose.Oral or DailyDose.Intrathecal);
            return;
        }

        DailyDose.Oral dose = Assert.IsType<DailyDose.Oral>(order.Dose);
        Assert.Equal(most, dose.MostMg);
        Assert.Equal(Number(expected, "daily_mg_min") ?? most, dose.LeastMg);
        Assert.Equal(fromText is not null, Remarked(dose, DoseRemarkKind.ReadFromText));
        Assert.Equal(expected.TryGetProperty("conflict", out _), Remarked(dose, DoseRemarkKind.TextDiffers));
        Assert.Equal(expected.TryGetProperty("prn", out _), dose.AsNeeded);
        if (expected.TryGetProperty("phases_daily_mg", out JsonElement phases))
        {
            Assert.Equal(phases.EnumerateArray().Select(static phase => phase.GetDecimal()), dose.Steps.Select(static step => step.MgADay));
            Assert.All(dose.Steps, static step => Assert.NotNull(step.Days));
        }
    }

    [Fact]
    public void A_dose_written_as_text_is_an_amount_that_cannot_be_used() =>
        Assert.Equal(DoseProblem.AmountNotUsable, Problem(OrderUnderTest.ReadFile(Ours, "dose-as-string.json")));

    [Fact]
    public void An_order_without_dosage_is_not_yet_known() =>
        Assert.IsType<DailyDose.NotYetKnown>(OrderUnderTest.ReadFile(Ours, "no-dose.json").Dose);

    /// <summary>What is made of orders for other drugs, whose tablets have no strength that is known here.</summary>
    [Theory]
    [InlineData("crd-01.json", null, null)]
    [InlineData("davinci-crd-test-kit-01.json", 50, null)]
    // 250 mg tablets, two once a day, then one four times a day (the sender's own slip: its text says daily).
    [InlineData("davinci-crd-test-kit-02.json", 1000, null)]
    // An injection: 50 mg a day would be 50,000 micrograms, had it been for the spine.
    [InlineData("electronic-prescription-01.json", null, DoseProblem.Implausible)]
    [InlineData("electronic-prescription-02.json", 25, null)]
    [InlineData("electronic-prescription-03.json", null, DoseProblem.NoAmount)]
    [InlineData("electronic-prescription-04.json", 150, null)]
    [InlineData("electronic-prescription-05.json", null, DoseProblem.UnitNotUnderstood)]
    [InlineData("electronic-prescription-06.json", null, DoseProblem.TextNotUnderstood)]
    [InlineData("electronic-prescription-07.json", 10, null)]
    [InlineData("electronic-prescription-08.json", null, null)]
    [InlineData("fhir-server-01.json", null, DoseProblem.TextNotUnderstood)]
    [InlineData("fhir-server-02.json", 1000, null)]
    [InlineData("fhir-test-cases-01.json", null, DoseProblem.StrengthNotKnown)]
    [InlineData("fhir-test-cases-02.json", 15, null)]
    [InlineData("fhir-test-cases-03.json", null, DoseProblem.UnitNotUnderstood)]
    [InlineData("fhir-test-cases-04.json", null, DoseProblem.NoAmount)]
    [InlineData("fhir-test-cases-05.json", null, null)]
    [InlineData("pddi-cds-01.json", null, DoseProblem.UnitNotUnderstood)]
    [InlineData("pddi-cds-02.json", null, DoseProblem.Implausible)]
    [InlineData("pddi-cds-03.json", null, DoseProblem.NoAmount)]
    [InlineData("rems-admin-01.json", 400, null)]
    [InlineData("snomed-fhir-cds-service-01.json", 10, null)]
    [InlineData("us-core-01.json", 300, null)]
    [InlineData("us-core-02.json", 300, null)]
    [InlineData("us-core-03.json", null, DoseProblem.TextNotUnderstood)]
    public void An_order_as_found_in_the_wild_is_read_or_says_what_is_missing(string file, int? mgADay, DoseProblem? problem)
    {
        DailyDose dose = OrderUnderTest.ReadFile(Found, file).Dose;

        Assert.Equal(mgADay, (dose as DailyDose.Oral)?.MostMg);
        Assert.Equal(problem, (dose as DailyDose.Unresolved)?.Problem);
        Assert.Equal(mgADay is null && problem is null, dose is DailyDose.NotYetKnown);
    }

    [Fact]
    public void Every_file_as_found_is_a_row_above()
    {
        MethodInfo table = typeof(RecordedOrderTests).GetMethod(nameof(An_order_as_found_in_the_wild_is_read_or_says_what_is_missing))!;
        IEnumerable<string> rows = table.GetCustomAttributes<InlineDataAttribute>().SelectMany(row => row.GetData(table)).Select(static row => (string)row[0]!);

        Assert.Equal(Files(Found), rows.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(Files(Ours), ManifestFiles.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("order-select-197391-1x1-132f48ba.json", 10)]
    [InlineData("order-select-197392-1x1-0e61c3ad.json", 20)]
    [InlineData("order-select-197392-3x1-0e61c3ad.json", 60)]
    [InlineData("order-select-197392-3x4-0e61c3ad.json", 240)]
    [InlineData("order-select-197392-3x4-dates-0e61c3ad.json", 240)]
    [InlineData("order-select-197392-3x4-half-typed-year-0e61c3ad.json", 240)]
    [InlineData("order-select-197392-3x4-invalid-date-0e61c3ad.json", 240)]
    [InlineData("order-sign-197391-1x3-132f48ba.json", 30)]
    [InlineData("order-sign-197392-3x4-0e61c3ad.json", 240)]
    public void A_sandbox_draft_gives_its_dose_whatever_its_dates_and_lists_look_like(string file, int mgADay)
    {
        OrderUnderTest order = OrderUnderTest.ReadFile("sandbox-drafts", file);

        DailyDose.Oral dose = Assert.IsType<DailyDose.Oral>(order.Dose);
        Assert.Equal(mgADay, dose.MostMg);
        Assert.Empty(dose.Remarks);
        Assert.Equal(Route.Oral, order.Route);
    }

    [Theory]
    [InlineData("order-select-no-medication-0e61c3ad.json")]
    [InlineData("order-select-no-medication-132f48ba.json")]
    [InlineData("order-select-no-medication-reason-0e61c3ad.json")]
    public void A_sandbox_draft_without_a_drug_has_no_dose_yet(string file) =>
        Assert.IsType<DailyDose.NotYetKnown>(OrderUnderTest.ReadFile("sandbox-drafts", file).Dose);

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(OrderUnderTest.Folder(folder), "*.json").Select(static path => Path.GetFileName(path))
                 .Where(static name => name != "manifest.json").Order(StringComparer.Ordinal);

    private static DoseProblem Problem(OrderUnderTest order) => Assert.IsType<DailyDose.Unresolved>(order.Dose).Problem;

    private static bool Remarked(DailyDose.Oral dose, DoseRemarkKind kind) => dose.Remarks.Any(remark => remark.Kind == kind);

    private static decimal? Number(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() : null;
}
