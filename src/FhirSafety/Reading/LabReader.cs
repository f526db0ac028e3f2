using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Laboratory results other than the kidneys', as far as their codes belong to the observations set.</summary>
internal static class LabReader
{
    private const decimal Highest = 1_000_000m;

    private static readonly string[] Groups = ["liver-alt", "liver-ast", "glucose", "glucose-molar", "hba1c", "creatine-kinase"];

    /// <summary>The results. One that cannot be read leaves the list not whole, unless a newer one of its kind could be.</summary>
    public static Records<LabResult> Read(NeedData data, ReadingContext context)
    {
        if (data.Resources.IsEmpty)
        {
            return new([], data.Gap);
        }

        ImmutableArray<LabResult>.Builder results = ImmutableArray.CreateBuilder<LabResult>();
        MissingReason gap = data.Gap;
        foreach (string group in Groups)
        {
            Records<Dated<Measured>> found = ObservedFacts.Read(data, group, context, part => Value(part, group, context));
            gap = gap == MissingReason.NoneOnFile ? found.Gap : gap;
            foreach (Dated<Measured> one in found.Items)
            {
                results.Add(new LabResult(group, one.Fact.Value, one.Fact.Unit, one.Fact.Comparator, one.Fact.UpperLimit, one.At, one.Source));
            }
        }

        return new(results.ToImmutable(), gap);
    }

    private static (Measured? Fact, string? Problem) Value(JsonElement part, string group, ReadingContext context)
    {
        if (!part.TryGetProperty("valueQuantity"u8, out JsonElement quantity))
        {
            return (null, ObservedFacts.HasValue(part) ? ReadingProblem.ValueNotReadable : null);
        }

        if (References.Number(quantity, "value"u8) is not { } value)
        {
            return (null, ReadingProblem.ValueNotReadable);
        }

        string unit = UnitOf(quantity) ?? context.RowIn("observations", References.Object(part, "code"u8))?.Unit ?? string.Empty;
        return value is < 0m or > Highest
            ? (null, ReadingProblem.Implausible)
            : (new Measured(value, unit, ObservedFacts.ComparatorOf(References.Text(quantity, "comparator"u8)), UpperLimit(part, UnitOf(quantity))), null);
    }

    // Several ranges are for several kinds of people, and which is this patient's cannot be told: the lowest limit is the strictest.
    private static decimal? UpperLimit(JsonElement part, string? unit) => References.Objects(part, "referenceRange"u8)
        .Select(range => References.Object(range, "high"u8))
        .Where(high => high is { } limit && (UnitOf(limit) is not { } own || own == unit))
        .Min(high => References.Number(high!.Value, "value"u8));

    private static string? UnitOf(JsonElement quantity) =>
        (References.Text(quantity, "code"u8) ?? References.Text(quantity, "unit"u8))?.Trim() is { Length: > 0 } unit ? unit : null;

    private readonly record struct Measured(decimal Value, string Unit, Comparator Comparator, decimal? UpperLimit);
}
