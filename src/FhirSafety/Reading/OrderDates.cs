using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>When an order ends, on raw JSON: asked of every running drug, most of which need nothing else read.</summary>
internal static class OrderDates
{
    private const decimal LongestSupply = 3660m;

    /// <summary>
    /// The last day by the order's own dates: bounds of its dosages, validity, else the supply with its repeats. Null when it
    /// names none.
    /// </summary>
    public static DateOnly? EndsOn(JsonElement order, TimeZoneInfo zone)
    {
        JsonElement? dispense = References.Object(order, "dispenseRequest");
        return BoundsEnd(order, zone)
            ?? (dispense is { } request && References.Object(request, "validityPeriod") is { } validity ? FhirDates.Day(References.Text(validity, "end"), zone) : null)
            ?? SupplyEnd(order, zone);
    }

    /// <summary>For how many days an order lets be dispensed, repeats included; null when it does not say.</summary>
    public static int? SupplyDays(JsonElement order) =>
        References.Object(order, "dispenseRequest") is { } dispense
        && References.Object(dispense, "expectedSupplyDuration") is { } supply
        && DaysOf(supply) is { } days
            ? (int)Math.Min(LongestSupply, days * (1m + RepeatsOf(dispense)))
            : null;

    private static decimal RepeatsOf(JsonElement dispense) =>
        References.Number(dispense, "numberOfRepeatsAllowed") is { } allowed and >= 0m and < 100m ? allowed : 0m;

    private static DateOnly? BoundsEnd(JsonElement order, TimeZoneInfo zone)
    {
        DateOnly? last = null;
        if (order.TryGetProperty("dosageInstruction", out JsonElement dosages) && dosages.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement dosage in dosages.EnumerateArray())
            {
                if (References.Object(dosage, "timing") is { } timing
                    && References.Object(timing, "repeat") is { } repeat
                    && References.Object(repeat, "boundsPeriod") is { } bounds
                    && FhirDates.Day(References.Text(bounds, "end"), zone) is { } end
                    && !(end < last))
                {
                    last = end;
                }
            }
        }

        return last;
    }

    // Dates near the end of the calendar are typing errors, and adding to them must not throw.
    private static DateOnly? SupplyEnd(JsonElement order, TimeZoneInfo zone) =>
        SupplyDays(order) is { } days && FhirDates.Day(References.Text(order, "authoredOn"), zone) is { Year: <= 9000 } written
            ? written.AddDays(days)
            : null;

    /// <summary>Days of supply of a Quantity; days are meant where no unit is given. Null when it is no such number.</summary>
    public static int? DaysOf(JsonElement supply) =>
        References.Number(supply, "value") is { } value and > 0m and < LongestSupply
        && DaysOf(References.Text(supply, "code") ?? References.Text(supply, "unit") ?? "d") is { } days
        && value * days <= LongestSupply
            ? (int)(value * days)
            : null;

    private static decimal? DaysOf(string? unit) => unit?.ToLowerInvariant() switch
    {
        "d" or "day" or "days" => 1m,
        "wk" or "week" or "weeks" => 7m,
        "mo" or "month" or "months" => 30m,
        _ => null,
    };
}
