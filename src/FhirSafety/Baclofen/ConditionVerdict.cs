using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The defaults at the head of section 7 of the clinical page, for precautions that rest on a condition.</summary>
internal static class ConditionVerdict
{
    /// <summary>
    /// The level that is spoken: as written on a new start, a dose rise and a diagnosis being recorded; on other drafts of an
    /// established patient only for a condition dated after the running order. Critical levels speak on every draft, on a stable
    /// renewal as a warning. A precaution that is asked while another drug is ordered speaks of that drug, which is new. A taper is judged by
    /// what is said of tapers only. Null for silence.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="date">The condition's date; null when not recorded.</param>
    /// <param name="level">The level as the precaution has it.</param>
    public static Indicator? Level(OrderUnderCheck order, DateOnly? date, Indicator level)
    {
        if (order is { Role: OrderRole.Draft, IsTaper: true })
        {
            return null;
        }

        if (level == Indicator.Critical)
        {
            return order.IsStableRenewal ? Indicator.Warning : level;
        }

        return order.Role is OrderRole.Running or OrderRole.Paired || order.Therapy.IsNewStart || order.IsRaised || date > RunningSince.Signed(order) ? level : null;
    }

    /// <summary>The verdict on a condition.</summary>
    /// <param name="order">The order.</param>
    /// <param name="id">The precaution, which the mark on an accepted start names.</param>
    /// <param name="hit">The condition that decides; null when there is none.</param>
    /// <param name="level">Its level as the precaution has it.</param>
    /// <param name="message">What to say.</param>
    /// <param name="start">
    /// The start in mg a day that the precaution asks for, for an adult's new start above it; null when it asks for none. An order
    /// that one of our suggestions brought down to it is information.
    /// </param>
    /// <param name="others">What else can be accepted.</param>
    public static Verdict Of(
        OrderUnderCheck order, string id, ConditionHit? hit, Indicator level, FindingMessage message, decimal? start = null, params ReadOnlySpan<Act?> others)
    {
        return hit is null ? None(order) : Of(order, id, Ground.Of(hit, level), message, start, others);
    }

    /// <summary>The verdict on what a precaution rests on; the parameters are those of the verdict on a condition.</summary>
    public static Verdict Of(
        OrderUnderCheck order, string id, Ground ground, FindingMessage message, decimal? start = null, params ReadOnlySpan<Act?> others)
    {
        if (Level(order, ground.Date, ground.Level) is not { } spoken)
        {
            // Of a list that is not whole, a later diagnosis may not have been seen.
            return IfSeen(
                order,
                new Verdict.Silent("a taper, or known when the running order was signed") { Facts = [ground.Fact, .. OrderFacts.Of(order)] },
                "conditions",
                order.Patient.Conditions.Gap);
        }

        Act? lower = start is { } mg ? DoseActs.LowerStart(order, id, mg) : null;
        return new Verdict.Found(start is { } asked && order.IsAcceptedStartAt(asked) ? Indicator.Info : spoken, message)
        {
            Facts = [ground.Fact, .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, [lower, .. others]),
        };
    }

    /// <summary>
    /// The verdict without such a condition: silence where the list was seen whole, or where only the diagnosis being recorded is
    /// asked about; not checked where a record could have been missed.
    /// </summary>
    public static Verdict None(OrderUnderCheck order) => order.Patient.Conditions.IsWhole || order.Role == OrderRole.Running
        ? new Verdict.Silent("no such condition") { Facts = OrderFacts.Of(order) }
        : new Verdict.NotChecked("conditions", order.Patient.Conditions.Gap) { Facts = OrderFacts.Of(order) };

    /// <summary>A verdict; not checked where it is silence, and something else that could have spoken was not seen whole.</summary>
    /// <remarks>Of a taper nothing is said whatever is on file, and where a diagnosis is recorded only that one is asked about.</remarks>
    /// <param name="order">The order.</param>
    /// <param name="verdict">The verdict on what was seen.</param>
    /// <param name="what">What else, a key of the words.</param>
    /// <param name="gap">Why it was not seen.</param>
    public static Verdict IfSeen(OrderUnderCheck order, Verdict verdict, string what, MissingReason gap) =>
        verdict is Verdict.Silent && gap != MissingReason.NoneOnFile && order.Role != OrderRole.Running && order is not { Role: OrderRole.Draft, IsTaper: true }
            ? new Verdict.NotChecked(what, gap) { Facts = verdict.Facts }
            : verdict;

    /// <summary>The same for what a drug says too.</summary>
    public static Verdict IfDrugsSeen(OrderUnderCheck order, Verdict verdict) => IfSeen(order, verdict, "interactions", order.Patient.Medications.Gap);
}
