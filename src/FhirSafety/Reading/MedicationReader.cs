using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>Other drugs that run, are taken or are being ordered, each once. On raw JSON alone: their dose is only compared.</summary>
internal sealed class MedicationReader(ReadingContext context)
{
    // Clinical page, section 3, "Active interacting drug": more than 14 days past its own end nobody takes it.
    private const int GraceDays = 14;

    private readonly DateOnly _today = DateOnly.FromDateTime(context.Now.DateTime);

    /// <summary>The drugs: running orders, drafts, then what only statements and supplies show.</summary>
    public ImmutableArray<ActiveMedication> Read(
        ImmutableArray<OrderedDrug> running, ImmutableArray<OrderedDrug> drafts, ImmutableArray<OrderedDrug> statements, ImmutableArray<OrderedDrug> dispenses)
    {
        HashSet<string> stopped = new(StringComparer.Ordinal);
        List<ActiveMedication> drafted = [];
        foreach (OrderedDrug draft in drafts)
        {
            if (!IsOther(draft))
            {
                continue;
            }

            if (!SessionReader.Stops(draft.Resource))
            {
                drafted.Add(Order(draft, isDraft: true));
            }
            else if (References.SourceOf(draft.Resource) is { } source)
            {
                stopped.Add(source);
            }
        }

        List<ActiveMedication> orders = [];
        List<ActiveMedication> over = [];
        foreach (OrderedDrug one in running)
        {
            if (IsOther(one))
            {
                ActiveMedication drug = Order(one, isDraft: false);
                (HasEnded(drug.EndsOn) ? over : orders).Add(drug.Source is { } id && stopped.Contains(id) ? drug with { IsStopped = true } : drug);
            }
        }

        Shown[] shown = statements.IsEmpty && dispenses.IsEmpty
            ? []
            :
            [
                .. statements.Where(IsOther).Select(Statement).Concat(dispenses.Where(IsOther).Select(Supply).OfType<Shown>())
                    .OrderByDescending(record => record.On).ThenBy(record => record.Drug.Source, StringComparer.Ordinal),
            ];
        if (shown.Length == 0 && over.Count == 0)
        {
            return [.. orders, .. drafted]; // As of most EHRs: nothing to hold the orders against.
        }

        HashSet<string> known = [.. orders.Select(Ingredients)];
        ActiveMedication[] others = [.. shown.Where(record => record.IsTaken).Select(record => record.Drug).Where(drug => known.Add(Ingredients(drug)))];
        ILookup<string, Shown> records = shown.ToLookup(record => Ingredients(record.Drug), StringComparer.Ordinal);
        return [.. orders.Select(WithRecords), .. drafted.Select(WithPast), .. others.Select(WithRecords)];

        ActiveMedication WithPast(ActiveMedication draft) => draft with
        {
            RanUntil = over.Where(drug => Ingredients(drug) == Ingredients(draft)).Select(drug => drug.EndsOn)
                .Concat(records[Ingredients(draft)].Select(record => record.Drug.EndsOn ?? record.On)).Max(),
        };

        ActiveMedication WithRecords(ActiveMedication drug)
        {
            Shown[] same = [.. records[Ingredients(drug)]];
            return drug with
            {
                Since = same.Where(record => record.IsTaken).Select(record => record.Drug.AuthoredOn).Append(drug.AuthoredOn).Min(),
                LastSeenOn = same.Max(record => record.On),
            };
        }
    }

    private static bool IsOther(OrderedDrug record) => record.Identity is DrugIdentity.Interacting or DrugIdentity.Noted;

    // The same ingredients are the same drug, whichever sets list them.
    private static string Ingredients(ActiveMedication drug) =>
        string.Join('|', drug.Ingredients.Select(ingredient => ingredient.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private bool HasEnded(DateOnly? end) => end < _today.AddDays(-GraceDays);

    private ActiveMedication Order(OrderedDrug order, bool isDraft)
    {
        DateOnly? authored = FhirDates.Day(order.Resource, "authoredOn"u8, context.Zone);
        return Drug(order, authored, OrderDates.EndsOn(order.Resource, context.Zone), isDraft) with
        {
            SupplyDays = OrderDates.SupplyDays(order.Resource),
            CourseDays = OrderDates.CourseDays(order.Resource, authored, context.Zone),
            Since = authored,
            Replaces = References.Replaced(order.Resource),
        };
    }

    private Shown Statement(OrderedDrug record)
    {
        JsonElement json = record.Resource;
        DateOnly? start = FhirDates.Day(json, "effectiveDateTime"u8, "effectivePeriod"u8, "start"u8, context.Zone);
        DateOnly? end = References.Object(json, "effectivePeriod"u8) is { } period ? FhirDates.LastDay(period, context.Zone) : null;
        return new Shown(
            Drug(record, start, end),
            FhirDates.Day(References.Text(json, "dateAsserted"u8), context.Zone) ?? start,
            DrugRecordReader.IsTaken(json) && !(start > _today) && !HasEnded(end));
    }

    private Shown? Supply(OrderedDrug record)
    {
        JsonElement json = record.Resource;
        if (!DrugRecordReader.IsHandedOut(json) || DrugRecordReader.SuppliedOn(json, context.Zone) is not { } supplied || supplied > _today.AddDays(1))
        {
            return null;
        }

        int? days = References.Object(json, "daysSupply"u8) is { } supply ? OrderDates.DaysOf(supply) : null;
        DateOnly? end = days is { } lasts ? supplied.AddDays(lasts) : null;

        // A supply that does not say how long it lasts shows that the drug was taken, not that it is.
        return new Shown(Drug(record, supplied, end) with { SupplyDays = days }, supplied, end is not null && !HasEnded(end));
    }

    private ActiveMedication Drug(OrderedDrug record, DateOnly? on, DateOnly? end, bool isDraft = false)
    {
        JsonElement json = record.Resource;
        string? name = NameOf(record) ?? record.Match!.Hits.FirstOrDefault(hit => !hit.Row.IsPrefix)?.Row.Display;
        ImmutableArray<Meaning>.Builder meanings = ImmutableArray.CreateBuilder<Meaning>(record.Match!.Hits.Length);
        ImmutableArray<DrugIngredient>.Builder ingredients = ImmutableArray.CreateBuilder<DrugIngredient>(record.Match.Hits.Length);
        foreach (DrugHit hit in record.Match.Hits)
        {
            meanings.Add(new Meaning(hit.Row.Set, hit.Row.Group));
            foreach (string ingredient in context.Drug.Drugs.Ingredients.Of(hit.Row, record.Codings, name))
            {
                ingredients.Add(new DrugIngredient(hit.Row.Set, ingredient, hit.ByFreeTextOnly, context.Drug.Drugs.Ingredients.GroupOf(hit.Row, ingredient)));
            }
        }

        return new ActiveMedication(meanings.DrainToImmutable(), References.SourceOf(json), on, isDraft)
        {
            Ingredients = ingredients.DrainToImmutable(),
            Name = name,
            Category = OrderCategories.Of(json),
            EncounterId = OrderCategories.EncounterOf(json),
            Route = RouteReader.OfOther(json, record.FormWords is null ? name ?? "" : $"{name} {record.FormWords}", context),
            Status = References.Text(json, "status"u8),
            IsAsNeeded = DoseKey.IsAsNeeded(json),
            DoseKey = DoseKey.Of(json, name),
            EndsOn = end,
            Reasons = ReasonReader.Meanings(json, context),
            ReasonConditions = ReasonReader.Conditions(json),
        };
    }

    private static string? NameOf(OrderedDrug record)
    {
        if (!string.IsNullOrWhiteSpace(record.Text))
        {
            return record.Text;
        }

        return record.Codings.Find(coding => !string.IsNullOrWhiteSpace(coding.Display)).Display
            ?? (References.Object(record.Resource, "medicationReference"u8) is { } reference
                && References.Text(reference, "display"u8) is { } display && !string.IsNullOrWhiteSpace(display) ? display : null);
    }

    /// <param name="Drug">What is taken.</param>
    /// <param name="On">The day on which it shows so.</param>
    /// <param name="IsTaken">Whether it is taken today.</param>
    private sealed record Shown(ActiveMedication Drug, DateOnly? On, bool IsTaken);
}
