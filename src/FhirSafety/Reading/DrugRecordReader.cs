using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>What is taken, was handed out and was given, of the drug under check and of those that some precaution knows.</summary>
/// <remarks>
/// The drug is told from raw JSON; Firely reads only records of the drug under check, for route and dose. A record whose drug
/// cannot be told may be the one: its list is not whole then.
/// </remarks>
internal sealed class DrugRecordReader(ReadingContext context)
{
    private static readonly string[] NeverHandedOut = ["cancelled", "declined"];

    private static readonly string[] NotHandedOutYet = ["preparation", "on-hold"];

    /// <summary>MedicationStatements.</summary>
    public Records<DrugStatement> Statements(ImmutableArray<OrderedDrug> records, MissingReason gap) => Read(records, gap, Statement);

    /// <summary>MedicationDispenses that reached the patient.</summary>
    public Records<DrugDispense> Dispenses(ImmutableArray<OrderedDrug> records, MissingReason gap) => Read(records, gap, Dispense);

    /// <summary>MedicationAdministrations that took place.</summary>
    public Records<DrugAdministration> Administrations(ImmutableArray<OrderedDrug> records, MissingReason gap) => Read(records, gap, Administration);

    /// <summary>Whether a MedicationStatement says that the drug is taken.</summary>
    /// <remarks>STU3 says "taken" beside the status: an active statement may say that the patient does not take it.</remarks>
    public static bool IsTaken(JsonElement statement) =>
        References.Text(statement, "status"u8) is null or "active" && References.Text(statement, "taken"u8) != "n";

    /// <summary>Whether a MedicationDispense reached the patient.</summary>
    /// <remarks>
    /// A status may lag behind the handing over. One that says it never will be (returned to stock, refused) is final, whatever time was planned.
    /// </remarks>
    public static bool IsHandedOut(JsonElement dispense) =>
        !References.IsTrue(dispense, "notDone"u8)
        && References.Text(dispense, "status"u8) is var status
        && !NeverHandedOut.Contains(status)
        && (References.Text(dispense, "whenHandedOver"u8) is not null || !NotHandedOutYet.Contains(status));

    /// <summary>When it was handed over, else prepared.</summary>
    public static DateOnly? SuppliedOn(JsonElement dispense, TimeZoneInfo zone) =>
        FhirDates.Day(References.Text(dispense, "whenHandedOver"u8), zone) ?? FhirDates.Day(References.Text(dispense, "whenPrepared"u8), zone);

    private Records<T> Read<T>(ImmutableArray<OrderedDrug> records, MissingReason gap, Func<OrderedDrug, KnownDrug, T?> read)
        where T : class
    {
        ImmutableArray<T>.Builder found = ImmutableArray.CreateBuilder<T>(records.Length);
        foreach (OrderedDrug record in records)
        {
            if (record.Identity is DrugIdentity.NotTold or DrugIdentity.NotChosenYet)
            {
                context.Note(ReadingProblem.DrugNotTold, record.Resource);
                gap = gap == MissingReason.NoneOnFile ? MissingReason.Unreadable : gap;
            }
            else if (record is { Identity: DrugIdentity.Monitored or DrugIdentity.Interacting, Match: { } match })
            {
                KnownDrug drug = new(record.Identity == DrugIdentity.Monitored, [.. match.Hits.Select(hit => new Meaning(hit.Row.Set, hit.Row.Group))]);
                if (read(record, drug) is { } fact)
                {
                    found.Add(fact);
                }
            }
        }

        return new(found.DrainToImmutable(), gap);
    }

    private DrugStatement Statement(OrderedDrug record, KnownDrug drug)
    {
        JsonElement json = record.Resource;
        (Route route, DailyDose dose) = drug.IsWatched ? RouteAndDose<MedicationStatement>(record) : (Route.Unknown, new DailyDose.NotYetKnown());

        return new DrugStatement(
            drug,
            IsTaken(json),
            route,
            dose,
            FhirDates.Day(json, "effectiveDateTime"u8, "effectivePeriod"u8, "start"u8, context.Zone),
            References.Object(json, "effectivePeriod"u8) is { } period ? FhirDates.LastDay(period, context.Zone) : null,
            References.SourceOf(json));
    }

    private DrugDispense? Dispense(OrderedDrug record, KnownDrug drug)
    {
        JsonElement json = record.Resource;
        if (!IsHandedOut(json))
        {
            return null;
        }

        DateOnly? supplied = SuppliedOn(json, context.Zone);
        if (supplied > DateOnly.FromDateTime(context.Now.DateTime).AddDays(1))
        {
            context.Note(ReadingProblem.DatedAhead, json);
            supplied = null;
        }

        return new DrugDispense(
            drug,
            drug.IsWatched ? RouteAndDose<MedicationDispense>(record).Route : Route.Unknown,
            supplied,
            References.Object(json, "daysSupply"u8) is { } supply ? OrderDates.DaysOf(supply) : null,
            References.SourceOf(json));
    }

    private DrugAdministration? Administration(OrderedDrug record, KnownDrug drug)
    {
        JsonElement json = record.Resource;
        if (References.Text(json, "status"u8) is "not-done" || References.IsTrue(json, "notGiven"u8))
        {
            return null;
        }

        MedicationAdministration? given = drug.IsWatched ? OrderShapes.Read<MedicationAdministration>(json) : null;
        DrugProduct? product = given is null ? null : ProductReader.Read(given, Medication(record), OrderReader.ProductRows(record, context));
        Base? dosage = given.One<Base>("dosage");
        Quantity? amount = dosage.One<Quantity>("dose");
        DateTimeOffset? at = FhirDates.Instant(json, "effectiveDateTime"u8, context.Zone)
            ?? FhirDates.End(References.Object(json, "effectivePeriod"u8), context.Zone)
            ?? (References.Object(json, "effectivePeriod"u8) is { } period ? FhirDates.Instant(period, "start"u8, context.Zone) : null);
        return new DrugAdministration(
            drug,
            product is null ? Route.Unknown : RouteOf(product.Route, [.. dosage.All<CodeableConcept>("route")]),
            at,
            amount.Number("value") is { } value ? new GivenAmount(value, DoseUnits.Read(amount.Text("code"), amount.Text("unit"))) : null,
            References.SourceOf(json))
        {
            MgPerMl = product?.MgPerMl,
        };
    }

    private Route RouteOf(Route ofProduct, CodeableConcept[] routes)
    {
        Route stated = RouteReader.Stated(routes, OrderReader.RouteRows(routes, context));
        return ofProduct == Route.Intrathecal || stated == Route.Unknown ? ofProduct : stated;
    }

    private (Route Route, DailyDose Dose) RouteAndDose<T>(OrderedDrug record)
        where T : Resource
    {
        if (OrderShapes.Read<T>(record.Resource) is not { } resource)
        {
            context.Note(ReadingProblem.ResourceNotReadable, record.Resource);
            return (Route.Unknown, new DailyDose.NotYetKnown());
        }

        DrugProduct product = ProductReader.Read(resource, Medication(record), OrderReader.ProductRows(record, context));
        ImmutableArray<DoseInstruction> dosages = DosageReader.Read(resource);
        Route stated = RouteReader.Stated(resource, OrderReader.RouteRows(RouteReader.Concepts(resource), context));
        Route route = RouteReader.Read(stated, product, dosages);
        return (route, DoseCalculator.Compute(dosages, product, route));
    }

    private static Medication? Medication(OrderedDrug record) => record.Medication is { } json ? FhirJson.Read<Medication>(json) : null;
}
