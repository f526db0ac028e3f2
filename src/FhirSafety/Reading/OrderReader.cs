using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Orders of the drug under check, from MedicationRequests.</summary>
internal static class OrderReader
{
    /// <summary>URL of the mark that our suggestions write on an order.</summary>
    public const string AppliedMarkUrl = "urn:fhirsafety:applied";

    /// <summary>URL of the extension that says which instruction a suggestion of ours added.</summary>
    public const string InstructedUrl = "urn:fhirsafety:instructed";
    private static readonly string[] MembersRead = ["medication", "dosage", "extension", "basedOn", "priorPrescription", "contained"];

    /// <summary>An order of the drug under check.</summary>
    public static DrugOrder? Read(OrderedDrug ordered, ReadingContext context)
    {
        if (OrderShapes.Read<MedicationRequest>(ordered.Resource, MembersRead) is not { } order)
        {
            context.Note(ReadingProblem.ResourceNotReadable, ordered.Resource);
            return null;
        }

        Medication? medication = ordered.Medication is { } json ? FhirJson.Read<Medication>(json) : null;
        DrugProduct product = ProductReader.Read(order, medication, ProductRows(ordered, context));
        ImmutableArray<DoseInstruction> dosages = DosageReader.Read(order);
        Route stated = RouteReader.Stated(order, RouteRows(RouteReader.Concepts(order), context));
        Route route = RouteReader.Read(stated, product, dosages);
        return new DrugOrder(
            References.SourceOf(ordered.Resource),
            References.Text(ordered.Resource, "status"u8),
            product,
            route,
            DoseCalculator.Compute(dosages, product, route),
            FhirDates.Day(ordered.Resource, "authoredOn"u8, context.Zone),
            OrderDates.EndsOn(ordered.Resource, context.Zone),
            [.. Replaced(order)],
            Mark(order),
            stated)
        {
            SupplyDays = OrderDates.SupplyDays(ordered.Resource),
            Instructed = [.. order.All<Extension>("extension").Where(extension => extension.Text("url") == InstructedUrl).Select(extension => extension.Text("value")).OfType<string>()],
            Span = OrderDates.Span(ordered.Resource, context.Zone),
            ValidTo = OrderDates.ValidTo(ordered.Resource, context.Zone),
            Category = OrderCategories.Of(ordered.Resource),
            EncounterId = OrderCategories.EncounterOf(ordered.Resource),
            Reasons = ReasonReader.Meanings(ordered.Resource, context),
            ReasonConditions = ReasonReader.Conditions(ordered.Resource),
        };
    }

    /// <summary>The product rows that the codes of a drug belong to.</summary>
    public static ImmutableArray<ValueSetRow> ProductRows(OrderedDrug ordered, ReadingContext context)
    {
        List<DrugCoding> codings = ordered.Concept is { } concept ? Codings.Of(concept) : [];
        if (ordered.Medication is { } medication)
        {
            codings.AddRange(Codings.OfIngredients(medication));
        }

        ImmutableArray<ValueSetRow> coded =
            [.. codings.SelectMany(coding => context.Drug.Terms.Match(coding.System, coding.Code)).Where(row => row.Set == context.Drug.ProductSet)];

        // A brand's name may tell the route where no code does.
        return coded.IsEmpty && ordered.Match?.In(context.Drug.ProductSet) is { Row: var named } ? [named] : coded;
    }

    /// <summary>The route rows that the codes of some concepts belong to.</summary>
    public static ImmutableArray<ValueSetRow> RouteRows(IEnumerable<CodeableConcept> routes, ReadingContext context) =>
    [
        .. routes
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
        return text?.Split('|') is [var precaution, var fact, var mg, .. var kind]
            && (kind.Length == 0 || kind is ["taper"])
            && decimal.TryParse(mg, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal dose)
            ? new AppliedMark(precaution, fact, dose) { IsTaper = kind.Length > 0 }
            : null;
    }
}
