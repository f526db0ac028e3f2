using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Where an order is to be taken and in which encounter it was written, on raw JSON.</summary>
internal static class OrderCategories
{
    /// <summary>
    /// The category by its code, else by its words, since many EHRs send codes of their own. Inpatient wins over others: it must
    /// not pass for an order for home.
    /// </summary>
    public static OrderCategory Of(JsonElement order)
    {
        OrderCategory category = OrderCategory.NotStated;
        foreach (JsonElement concept in References.Objects(order, "category"u8))
        {
            foreach (JsonElement coding in References.Objects(concept, "coding"u8))
            {
                category = With(category, References.Text(coding, "code"u8));
                category = With(category, References.Text(coding, "display"u8));
            }

            category = With(category, References.Text(concept, "text"u8));
        }

        return category;
    }

    private static OrderCategory With(OrderCategory category, string? said) =>
        category != OrderCategory.Inpatient && Named(said) is var named and not OrderCategory.NotStated ? named : category;

    /// <summary>The bare id of the encounter an order was written in; null when it names none.</summary>
    public static string? EncounterOf(JsonElement order) =>
        (References.Object(order, "encounter"u8) ?? References.Object(order, "context"u8)) is { } encounter
            ? References.IdIn(References.Text(encounter, "reference"u8), "Encounter")
            : null;

    private static OrderCategory Named(string? said) => said?.Trim().ToLowerInvariant() switch
    {
        "inpatient" => OrderCategory.Inpatient,
        "outpatient" or "community" => OrderCategory.Outpatient,
        "discharge" => OrderCategory.Discharge,
        _ => OrderCategory.NotStated,
    };
}
