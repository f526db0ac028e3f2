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

    /// <summary>An order of the drug under check. One that cannot be read is an order all the same, whose dose cannot be read.</summary>
    public static DrugOrder Read(OrderedDrug ordered, ReadingContext context)
    {
        MedicationRequest? readable = OrderShapes.Read<MedicationRequest>(ordered.Resource, MembersRead);
        if (readable is null)
        {
            context.Note(ReadingProblem.ResourceNotReadable, ordered.Resource);
        }

        MedicationRequest order = readable ?? new MedicationRequest();
        Medication? medication = ordered.Medication is { } json ? FhirJson.Read<Medication>(json) : null;
        DrugProduct product = ProductReader.Read(order, medication, ProductRows(ordered, context));
        ImmutableArray<DoseInstruction> dosages = readable is null ? [new DoseInstruction { Unreadable = true }] : DosageReader.Read(order);
        Route stated = RouteReader.Stated(order, RouteRows(RouteReader.Concepts(order), context));
        Route route = RouteReader.Read(stated, product, dosages);
        List<Extension> extensions = order.All<Extension>("extension");
        return new DrugOrder(
            References.SourceOf(ordered.Resource),
            References.Text(ordered.Resource, "status"u8),
            product,
            route,
            DoseCalculator.Compute(dosages, product, route),
            FhirDates.Day(ordered.Resource, "authoredOn"u8, context.Zone),
            OrderDates.EndsOn(ordered.Resource, context.Zone),
            Replaced(order),
            Mark(extensions),
            stated)
        {
            SupplyDays = OrderDates.SupplyDays(ordered.Resource),
            Instructed = Instructed(extensions),
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

        List<ValueSetRow> coded = [];
        foreach (DrugCoding coding in codings)
        {
            AddRows(coded, context.Drug.ProductSet, coding.System, coding.Code, context);
        }

        // A brand's name may tell the route where no code does.
        return coded.Count == 0 && ordered.Match?.In(context.Drug.ProductSet) is { Row: var named } ? [named] : [.. coded];
    }

    /// <summary>The route rows that the codes of some concepts belong to.</summary>
    public static ImmutableArray<ValueSetRow> RouteRows(IEnumerable<CodeableConcept> routes, ReadingContext context)
    {
        List<ValueSetRow> rows = [];
        foreach (CodeableConcept concept in routes)
        {
            foreach (Hl7.Fhir.Model.Coding coding in concept.All<Hl7.Fhir.Model.Coding>("coding"))
            {
                AddRows(rows, "routes", coding.Text("system"), coding.Text("code"), context);
            }
        }

        return [.. rows];
    }

    private static void AddRows(List<ValueSetRow> rows, string set, string? system, string? code, ReadingContext context)
    {
        foreach (ValueSetRow row in context.Drug.Terms.Match(system, code))
        {
            if (row.Set == set)
            {
                rows.Add(row);
            }
        }
    }

    private static ImmutableArray<string> Replaced(MedicationRequest order)
    {
        List<ResourceReference> references = [.. order.All<ResourceReference>("basedOn")];
        if (order.One<ResourceReference>("priorPrescription") is { } prior)
        {
            references.Add(prior);
        }

        List<string> replaced = [];
        foreach (ResourceReference reference in references)
        {
            if (References.IdIn(reference.Text("reference"), "MedicationRequest") is { } id)
            {
                replaced.Add($"MedicationRequest/{id}");
            }
        }

        return [.. replaced];
    }

    private static ImmutableArray<string> Instructed(List<Extension> extensions) =>
        [.. extensions.FindAll(static extension => extension.Text("url") == InstructedUrl).Select(static extension => extension.Text("value")).OfType<string>()];

    private static AppliedMark? Mark(List<Extension> extensions)
    {
        string? text = extensions.Find(static extension => extension.Text("url") == AppliedMarkUrl).Text("value");
        return text?.Split('|') is [var precaution, var fact, var mg, .. var kind]
            && (kind.Length == 0 || kind is ["taper"])
            && decimal.TryParse(mg, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal dose)
            ? new AppliedMark(precaution, fact, dose) { IsTaper = kind.Length > 0 }
            : null;
    }
}
