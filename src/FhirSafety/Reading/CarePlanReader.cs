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
        foreach (JsonElement json in data.Resources.Where(json => References.Text(json, "status"u8) == "active" && IsTaper(json, context.Drug.TaperPlan)))
        {
            JsonElement? period = References.Object(json, "period"u8);
            TaperPlan plan = new(
                period is { } begun ? FhirDates.Day(begun, "start"u8, context.Zone) : null,
                period is { } ending ? FhirDates.Day(ending, "end"u8, context.Zone) : null,
                References.SourceOf(json));
            if (!(plan.StartsOn > today) && !(plan.EndsOn < today))
            {
                plans.Add(plan);
            }
        }

        return new(plans.ToImmutable(), data.Gap);
    }

    private static bool IsTaper(JsonElement plan, Mark mark)
    {
        IEnumerable<JsonElement> tags = References.Object(plan, "meta"u8) is { } meta ? References.Objects(meta, "tag"u8) : [];
        return tags.Any(tag => References.Text(tag, "system"u8) == mark.System && References.Text(tag, "code"u8) == mark.Code)
            || References.Objects(plan, "category"u8).SelectMany(Codings.Of).Any(coding => coding.System == mark.System && coding.Code == mark.Code);
    }
}
