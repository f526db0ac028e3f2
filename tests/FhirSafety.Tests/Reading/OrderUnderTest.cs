using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Terminology;
using Hl7.Fhir.Model;

namespace FhirSafety.Tests.Reading;

/// <summary>One order from JSON to daily dose, with the product and route rows matched by code as the service does.</summary>
internal sealed record OrderUnderTest(DailyDose Dose, DrugProduct Product, Route Route, Route Stated)
{
    private static readonly ImmutableArray<ValueSetRow> Products = Rows("baclofen-products");
    private static readonly ImmutableArray<ValueSetRow> Routes = Rows("routes");

    public static OrderUnderTest Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    public static OrderUnderTest Read(JsonElement json)
    {
        MedicationRequest order = OrderShapes.Read<MedicationRequest>(json) ?? throw new InvalidOperationException("The whole order was lost.");
        ResourceReference? reference = order.One<ResourceReference>("medication");
        Medication? contained = ProductReader.Contained(order, reference);
        DrugProduct product = ProductReader.Read(
            order, null, Match(Products, [order.One<CodeableConcept>("medication"), contained.One<CodeableConcept>("code")]));
        ImmutableArray<DoseInstruction> dosages = DosageReader.Read(order);
        Route stated = RouteReader.Stated(order, Match(Routes, RouteReader.Concepts(order)));
        Route route = RouteReader.Read(stated, product, dosages);
        return new OrderUnderTest(DoseCalculator.Compute(dosages, product, route), product, route, stated);
    }

    public static OrderUnderTest ReadFile(string folder, string file) =>
        Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", folder, file)));

    public static string Folder(string folder) => Path.Combine(AppContext.BaseDirectory, "TestData", folder);

    public static JsonElement Manifest(string folder)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(folder), "manifest.json")));
        return document.RootElement.Clone();
    }

    public static ImmutableArray<ValueSetRow> Match(ImmutableArray<ValueSetRow> rows, IEnumerable<CodeableConcept?> concepts)
    {
        HashSet<(string?, string?)> codes =
            [.. concepts.SelectMany(static concept => concept.All<Coding>("coding")).Select(static coding => (coding.Text("system"), coding.Text("code")))];
        return [.. rows.Where(row => codes.Contains((row.System, row.Code)))];
    }

    private static ImmutableArray<ValueSetRow> Rows(string set)
    {
        string[][] lines =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen", "valuesets", set + ".csv")).Select(Cells),
        ];
        return
        [
            .. lines.Skip(1).Select(cells =>
            {
                string Cell(string name) => Array.IndexOf(lines[0], name) is >= 0 and var at && at < cells.Length ? cells[at] : "";
                decimal? strength = decimal.TryParse(Cell("strength_mg"), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal mg) ? mg : null;
                return new ValueSetRow(
                    set, Cell("system"), Cell("code"), IsPrefix: false, Cell("display"), Cell("source"), Cell("verified") == "yes",
                    Cell("level"), Cell("group"), "", strength, Cell("strength_unit"), Cell("route"));
            }),
        ];
    }

    private static string[] Cells(string line)
    {
        string[] quoted = line.Split('"');
        for (int at = 1; at < quoted.Length; at += 2)
        {
            quoted[at] = quoted[at].Replace(',', ';');
        }

        return string.Concat(quoted).Split(',');
    }
}
