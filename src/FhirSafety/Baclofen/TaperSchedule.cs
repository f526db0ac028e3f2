using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A taper of an oral dose, to a stop or to a lower dose (clinical page, section 8), or why there is none.</summary>
public abstract record TaperSchedule
{
    private TaperSchedule()
    {
    }

    /// <summary>A taper.</summary>
    /// <param name="FromMg">mg a day before it.</param>
    /// <param name="ToMg">mg a day after it; 0 for a stop.</param>
    /// <param name="Rows">
    /// The steps, falling. Empty when the dose is no more than one step from a stop: then it is stopped under monitoring. To a target, the last is to stay on.
    /// </param>
    /// <param name="Profile">How long it is to take.</param>
    /// <param name="StepMg">mg a day from one row to the next.</param>
    public sealed record Course(
        decimal FromMg, decimal ToMg, ImmutableArray<TaperStep> Rows, TaperProfile Profile, decimal StepMg) : TaperSchedule
    {
        /// <summary>Days until the stop, or until the dose to stay on is reached.</summary>
        public int TotalDays => Rows.Sum(row => row.Days ?? 0);
    }

    /// <summary>No rows can be worked out.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotAutomatic(NoTaperReason Reason) : TaperSchedule;

    /// <summary>Works a taper out. Pure.</summary>
    public static TaperSchedule Plan(TaperInputs inputs, TaperPolicy policy)
    {
        decimal target = Makeable(inputs.TargetMg, inputs.Unit);
        if (Refusal(inputs, target) is { } reason)
        {
            return new NotAutomatic(reason);
        }

        decimal from = inputs.DailyMg!.Value;
        TaperProfile profile = ProfileOf(inputs, policy);
        decimal step = policy.Step.For(from, inputs.Unit, inputs.Flags.Child);
        ImmutableArray<decimal> doses = Doses(from, target, step, inputs.Unit);
        int days = StepDays(inputs, policy, profile, doses.Length);
        if (doses.Length > 0 && days < policy.StepDaysLeast)
        {
            return new NotAutomatic(NoTaperReason.TooNearBirth);
        }

        return new Course(from, target, [.. doses.Select((mg, place) => Row(inputs, mg, (place * days) + 1, mg == target ? null : days))], profile, step);
    }

    // A target is a limit: what the unit cannot make is rounded down.
    private static decimal Makeable(decimal targetMg, decimal unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(targetMg);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unit);
        return Math.Floor(targetMg / unit) * unit;
    }

    private static NoTaperReason? Refusal(TaperInputs inputs, decimal target) => inputs switch
    {
        { Intrathecal: true } => NoTaperReason.Intrathecal,
        { ClinicianManaged: true } => NoTaperReason.ClinicianManaged,
        // Of a slip in a running order's frequency it would be thousands of rows.
        { DailyMg: not (> 0m and <= DoseCalculator.HighestOralMg) } => NoTaperReason.DoseNotReadable,
        { TargetMg: > 0m } when target == 0m => NoTaperReason.TargetNotMakeable,
        _ => inputs.DailyMg <= target ? NoTaperReason.AtTarget : null,
    };

    private static TaperProfile ProfileOf(TaperInputs inputs, TaperPolicy policy) =>
        inputs.Flags.Any ? TaperProfile.Cautious
        : inputs.ExposureDays < policy.LongExposureDays ? TaperProfile.Standard
        : TaperProfile.Extended;

    // What the unit cannot make is rounded up: never faster than the rule.
    private static ImmutableArray<decimal> Doses(decimal from, decimal target, decimal step, decimal unit)
    {
        ImmutableArray<decimal>.Builder doses = ImmutableArray.CreateBuilder<decimal>();
        decimal last = from;
        for (decimal mg = from - step; mg > target; mg -= step)
        {
            decimal made = Math.Ceiling(mg / unit) * unit;
            if (made < last)
            {
                doses.Add(made);
                last = made;
            }
        }

        if (target > 0m)
        {
            doses.Add(target);
        }

        return doses.ToImmutable();
    }

    private static int StepDays(TaperInputs inputs, TaperPolicy policy, TaperProfile profile, int rows)
    {
        int steps = Math.Max(rows, 1);
        int days = Math.Max(policy.StepDaysLeast, (int)Math.Ceiling(policy.Days(profile, inputs.DailyMg!.Value) / (decimal)steps));

        // Held against the days it really takes, so that rounding up does not run into the last week either.
        return inputs.DaysToBirth - policy.DaysBeforeBirth is { } left && days * steps > left
            ? (int)Math.Floor(left / (decimal)steps)
            : days;
    }

    private static TaperStep Row(TaperInputs inputs, decimal mg, int firstDay, int? days) => new(
        firstDay, days, inputs.Flags.Child ? Regimen.Divided(mg, inputs.Unit) : Regimen.For(mg, inputs.Unit));
}

/// <summary>How long a taper is to take.</summary>
public enum TaperProfile
{
    /// <summary>No flag, taken for a short time.</summary>
    Standard,

    /// <summary>Taken for long, or nobody knows how long.</summary>
    Extended,

    /// <summary>Any flag.</summary>
    Cautious,
}

/// <summary>Why a taper is not worked out.</summary>
public enum NoTaperReason
{
    /// <summary>The running dose is not known, or not plausible: the rule can only be said in words.</summary>
    DoseNotReadable,

    /// <summary>Given into the spine: specialist only.</summary>
    Intrathecal,

    /// <summary>Toxicity, overdose or a serious reaction: a stop under monitoring.</summary>
    ClinicianManaged,

    /// <summary>The birth is too near for steps of the least length: specialist.</summary>
    TooNearBirth,

    /// <summary>The running dose is not above the target.</summary>
    AtTarget,

    /// <summary>The target is less than the smallest amount that can be given.</summary>
    TargetNotMakeable,
}
