using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Orders of the drug under check, and of other drugs, from MedicationRequests.</summary>
internal static class OrderReader
{
    /// <summary>URL of the mark that our suggestions write on an order.</summary>
    public const string AppliedMarkUrl = "urn:fhirsafety:applied";

    /// <summary>An order of the drug under check.</summary>
    public static DrugOrder? Read(OrderedDrug ordered, ReadingContext context)
    {
        if (OrderShapes.Read<MedicationRequest>(ordered.Resource) is not { } order)
        {
            context.Note(ReadingProblem.ResourceNotReadable, ordered.Resource);
            return null;
        }

        Medication? medication = ordered.Medication is { } json ? FhirJson.Read<Medication>(json) : null;
        DrugProduct product = ProductReader.Read(order, medication, ProductRows(ordered, context));
        ImmutableArray<DoseInstruction> dosages = DosageReader.Read(order);
        Route stated = RouteReader.Stated(order, RouteRows(order, context));
        Route route = RouteReader.Read(stated, product, dosages);
        return new DrugOrder(
            References.SourceOf(ordered.Resource),
            References.Text(ordered.Resource, "status"),
            product,
            route,
            DoseCalculator.Compute(dosages, product, route),
            FhirDates.Day(References.Text(ordered.Resource, "authoredOn"), context.Zone),
            EndsOn(order, context.Zone),
            [.. Replaced(order)],
            Mark(order),
            stated);
    }

    /// <summary>Another drug, as far as value sets know it.</summary>
    public static ActiveMedication ReadOther(OrderedDrug ordered, ReadingContext context, bool isDraft) => new(
        [.. ordered.Match!.Hits.Select(hit => new Meaning(hit.Row.Set, hit.Row.Group))],
        References.SourceOf(ordered.Resource),
        FhirDates.Day(References.Text(ordered.Resource, "authoredOn"), context.Zone),
        isDraft);

    /// <summary>
    /// The last day by the order's own dates: bounds of its dosages, validity, else the supply with its repeats. Null when it
    /// names none.
    /// </summary>
    public static DateOnly? EndsOn(MedicationRequest order, TimeZoneInfo zone)
    {
        DateOnly? bounds = order.All<Dosage>("dosageInstruction")
            .Select(dosage => FhirDates.Day(dosage.One<Timing>("timing").One<Timing.RepeatComponent>("repeat").One<Period>("bounds").Text("end"), zone))
            .Max();
        MedicationRequest.DispenseRequestComponent? dispense = order.One<MedicationRequest.DispenseRequestComponent>("dispenseRequest");
        DateOnly? validity = FhirDates.Day(dispense.One<Period>("validityPeriod").Text("end"), zone);
        return bounds ?? validity ?? SupplyEnd(order, dispense, zone);
    }

    private static DateOnly? SupplyEnd(MedicationRequest order, MedicationRequest.DispenseRequestComponent? dispense, TimeZoneInfo zone)
    {
        Duration? supply = dispense.One<Duration>("expectedSupplyDuration");
        decimal? unit = (supply.Text("code") ?? supply.Text("unit")) switch
        {
            "d" or "day" or "days" => 1m,
            "wk" or "week" or "weeks" => 7m,
            "mo" or "month" or "months" => 30m,
            _ => null,
        };
        decimal repeats = dispense.Number("numberOfRepeatsAllowed") is { } allowed and >= 0m and < 100m ? allowed : 0m;
        return FhirDates.Day(order.Text("authoredOn"), zone) is { } written && supply.Number("value") is { } value and > 0m and < 10_000m && unit is { } days
            ? written.AddDays((int)Math.Min(100_000m, value * days * (1m + repeats)))
            : null;
    }

    private static ImmutableArray<ValueSetRow> ProductRows(OrderedDrug ordered, ReadingContext context)
    {
        List<DrugCoding> codings = ordered.Concept is { } concept ? Codings.Of(concept) : [];
        if (ordered.Medication is { } medication)
        {
            codings.AddRange(Codings.OfIngredients(medication));
        }

        return [.. codings.SelectMany(coding => context.Drug.Terms.Match(coding.System, coding.Code)).Where(row => row.Set == context.Drug.ProductSet)];
    }

    private static ImmutableArray<ValueSetRow> RouteRows(MedicationRequest order, ReadingContext context) =>
    [
        .. RouteReader.Concepts(order)
            .SelectMany(concept => concept.All<Hl7.Fhir.Model.Coding>("coding"))
            .SelectMany(coding => context.Drug.Terms.Match(coding.Text("system"), coding.Text("code")))
            .Where(row => row.Set == "routes"),
    ];

    private static IEnumerable<string> Replaced(MedicationRequest order) =>
        order.All<ResourceReference>("basedOn")
            .Append(order.One<ResourceReference>("priorPrescription"))
            .Select(reference => References.IdIn(reference.Text("reference"), "MedicationRequest"))
            .OfType<string>()
            .Select(id => $"MedicationRequest/{id}");

    private static AppliedMark? Mark(MedicationRequest order)
    {
        string? text = order.All<Extension>("extension").FirstOrDefault(extension => extension.Text("url") == AppliedMarkUrl).Text("value");
        return text?.Split('|') is [var precaution, var fact, var mg]
            && decimal.TryParse(mg, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal dose)
            ? new AppliedMark(precaution, fact, dose)
            : null;
    }
}
