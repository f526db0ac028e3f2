using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on dose and regimen share: their card, and who they are for.</summary>
internal static class DoseRegimen
{
    /// <summary>The card findings on dose and regimen are on.</summary>
    public const string Group = "dose";

    /// <summary>A precaution on the dose as the composer knows it.</summary>
    public static Precaution Info(string id, params string[] overrides) => new(
        id, Group, indicator => indicator switch { Indicator.Critical => 8, Indicator.Warning => 12, _ => 16 }, [.. overrides]);

    /// <summary>Whether it is an adult's order by mouth with a dose that can be read, and no course downwards.</summary>
    public static bool IsAdultOral(OrderUnderCheck order) =>
        order is { IsOral: true, IsSurelyChild: false, Dose: not null, IsTaper: false };

    /// <summary>
    /// The same daily dose, divided evenly; null where the total is above a limit or is itself a change, because then another precaution
    /// offers what is due, and where it is not taken every day.
    /// </summary>
    public static Act? Divided(OrderUnderCheck order, string precaution)
    {
        if (order is not { Dose: { Steps.Length: 1, TimesADay: >= 1m }, IsChild: false, MayBeMore: false, TotalMg: { } total } || order.Therapy.OtherMg > 0m || total > order.Policy.MaxDaily)
        {
            return null;
        }

        bool withinKidneys = order.Band is not { } band || !DoseAdvice.IsAboveLimit(order, band);
        bool unchanged = order.Therapy.IsNewStart ? total <= DoseAdvice.StartToSuggest(order) : total == order.Therapy.RunningMg;
        return withinKidneys && unchanged ? DoseActs.SetDose(order, precaution, total) : null;
    }
}
