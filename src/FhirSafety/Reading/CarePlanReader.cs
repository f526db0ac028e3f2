using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Care plans that taper the drug under check: marked so in their category or their tag.</summary>
internal static class CarePlanReader
{
    /// <summary>The plans in force today. One softens what is said of a lower dose, so only a plan that says it is active counts.</summary>
    public static Records<TaperPlan> Tapers(NeedData data, ReadingContext context)
    {
        DateOnly today = DateOnly.FromDateTime(context.Now.DateTime);
        ImmutableArray<TaperPlan>.Builder plans = ImmutableArray.CreateBuilder<TaperPlan>();
        foreach (JsonElement json in data.Resources.Where(json => References.Text(json, "status") == "active" && IsTaper(json, context.Drug.TaperPlan)))
        {
            JsonElement? period = References.Object(json, "period");
            DateOnly? Day(string name) => period is { } span ? FhirDates.Day(References.Text(span, name), context.Zone) : null;
            TaperPlan plan = new(Day("start"), Day("end"), References.SourceOf(json));
            if (!(plan.StartsOn > today) && !(plan.EndsOn < today))
            {
                plans.Add(plan);
            }
        }

        return new(plans.ToImmutable(), data.Gap);
    }

    private static bool IsTaper(JsonElement plan, Mark mark)
    {
        IEnumerable<JsonElement> tags = References.Object(plan, "meta") is { } meta ? References.Objects(meta, "tag") : [];
        return tags.Any(tag => References.Text(tag, "system") == mark.System && References.Text(tag, "code") == mark.Code)
            || References.Objects(plan, "category").SelectMany(Codings.CodesOf).Contains((mark.System, mark.Code));
    }
}
