using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Numbers and dates as cards show them.</summary>
internal static class Shown
{
    /// <summary>An amount without trailing zeros.</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A measured value as laboratories print it, to two places.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A day, in the one form that is read alike everywhere.</summary>
    public static string Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "date not recorded";

    /// <summary>An eGFR with what the laboratory put before it.</summary>
    public static string Egfr(EgfrEstimate egfr) => egfr.Comparator switch
    {
        Comparator.Below => $"<{Number((decimal)egfr.Value)}",
        Comparator.AtLeast => $"≥{Number((decimal)egfr.Value)}",
        _ => KidneyEquations.Shown(egfr.Value),
    };
}
