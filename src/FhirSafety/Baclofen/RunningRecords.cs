using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What statements and dispenses show of baclofen by one route (clinical page, section 3, "Active baclofen").</summary>
/// <param name="Taken">Statements by which it is taken now.</param>
/// <param name="Supplied">All dated supplies, old ones too.</param>
/// <param name="ShowTaking">Whether any of them shows that it is taken now or was within the days that count as going on.</param>
internal sealed record RunningRecords(ImmutableArray<DrugStatement> Taken, ImmutableArray<DrugDispense> Supplied, bool ShowTaking)
{
    /// <summary>Whether a statement does not say since when.</summary>
    public bool BeginningUnknown => Taken.Any(statement => statement.StartsOn is null);

    /// <summary>
    /// mg a day by the statements; null when they say none or differ. They are never added up: two of them are more often
    /// the same drug told twice, and too high a running dose would make a rise look like a renewal.
    /// </summary>
    public decimal? StatedMg =>
        Taken.Select(statement => (statement.Dose as DailyDose.Oral)?.MostMg).Distinct().ToArray() is [{ } mg] ? mg : null;

    /// <summary>Gathers what is on file for a route. A record that names only the drug counts as by mouth.</summary>
    public static RunningRecords Of(PatientSnapshot patient, Route route, TherapyWindows windows)
    {
        DateOnly today = patient.Today;
        DateOnly lastEnd = today.AddDays(-windows.SupplyGraceDays);
        bool IsOfRoute(Route recorded) => recorded == route || (recorded == Route.Unknown && route == Route.Oral);

        ImmutableArray<DrugStatement> taken =
        [
            .. patient.Statements.Items.Where(statement => statement.Drug.IsWatched && statement.IsActive && IsOfRoute(statement.Route)
                && !(statement.StartsOn > today) && !(statement.EndsOn < lastEnd)),
        ];
        ImmutableArray<DrugDispense> supplied =
            [.. patient.Dispenses.Items.Where(dispense => dispense.Drug.IsWatched && dispense.SuppliedOn is not null && IsOfRoute(dispense.Route))];
        bool suppliedNow = supplied.Any(dispense =>
            dispense.SupplyEnd >= lastEnd || dispense.SuppliedOn >= today.AddDays(-windows.ContinuationDays));
        return new RunningRecords(taken, supplied, suppliedNow || !taken.IsEmpty);
    }

    /// <summary>The first day of the therapy that goes on today without a gap that ends it; null when no date is recorded.</summary>
    /// <param name="running">The running orders of the route.</param>
    /// <param name="today">The site's day.</param>
    /// <param name="windows">How long a gap may be.</param>
    public DateOnly? Since(ImmutableArray<DrugOrder> running, DateOnly today, TherapyWindows windows)
    {
        if (running.IsEmpty && Taken.IsEmpty && Supplied.IsEmpty)
        {
            return null;
        }

        List<(DateOnly From, DateOnly To)> spans =
        [
            .. running.Where(order => order.AuthoredOn is not null).Select(order => (order.AuthoredOn!.Value, today)),
            .. Taken.Where(statement => statement.StartsOn is not null).Select(statement => (statement.StartsOn!.Value, statement.EndsOn ?? today)),
            .. Supplied.Select(dispense => (dispense.SuppliedOn!.Value, dispense.SupplyEnd ?? dispense.SuppliedOn!.Value)),
        ];
        DateOnly? since = null;
        foreach ((DateOnly from, DateOnly to) in spans.OrderByDescending(span => span.To))
        {
            if (to.DayNumber >= (since ?? today).DayNumber - windows.ContinuationDays && !(from >= since))
            {
                since = from;
            }
        }

        return since;
    }
}
