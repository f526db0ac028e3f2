using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>What an order is for: coded reasons, and the conditions it points to.</summary>
internal static class ReasonReader
{
    /// <summary>The sets that its reason codes, and conditions it carries inside itself, belong to.</summary>
    public static ImmutableArray<Meaning> Meanings(JsonElement order, ReadingContext context)
    {
        IEnumerable<JsonElement?> contained = References.Objects(order, "reasonReference"u8)
            .Select(reference => References.Text(reference, "reference"u8) is ['#', .. string id] ? MedicationReferences.Contained(order, id) : null)
            .Where(condition => condition is { } found && RequestData.TypeOf(found) == "Condition")
            .Select(condition => References.Object(condition!.Value, "code"u8));
        return
        [
            .. References.Objects(order, "reasonCode"u8)
                .Select(concept => (JsonElement?)concept)
                .Concat(contained)
                .SelectMany(concept => context.MeaningsOf(concept))
                .Distinct(),
        ];
    }

    /// <summary>The conditions it points to, as <c>Condition/id</c>.</summary>
    public static ImmutableArray<string> Conditions(JsonElement order) =>
    [
        .. References.Objects(order, "reasonReference"u8)
            .Select(reference => References.IdIn(References.Text(reference, "reference"u8), "Condition"))
            .OfType<string>()
            .Select(id => $"Condition/{id}"),
    ];
}
