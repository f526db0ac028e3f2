using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>
/// Which running orders some drafts take the place of (clinical page, section 3, "replaces"). By sets: of thousands of orders each would
/// be held against each.
/// </summary>
internal sealed class Replacing
{
    private readonly DateOnly _assumedUntil;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<(decimal? MgPerUnit, decimal? MgPerMl, decimal Amount)> _sameDose = [];
    private readonly HashSet<(decimal? MgPerUnit, decimal? MgPerMl)> _sameProduct = [];
    private bool _onlyOne;

    private Replacing(DateOnly assumedUntil) => _assumedUntil = assumedUntil;

    /// <summary>Gathers what some drafts say.</summary>
    /// <param name="session">The session.</param>
    /// <param name="running">The running orders of one route.</param>
    /// <param name="drafts">The drafts; those of another route only take the place of what they name.</param>
    /// <param name="windows">How old an order must be to be renewed without a word.</param>
    public static Replacing Of(PrescribingSession session, ImmutableArray<DrugOrder> running, ImmutableArray<DrugOrder> drafts, TherapyWindows windows)
    {
        Replacing replacing = new(session.Patient.Today.AddDays(-windows.RenewalDays));
        if (running.IsEmpty)
        {
            return replacing;
        }

        HashSet<string> ids = [.. running.Select(one => one.Source).OfType<string>()];
        foreach (DrugOrder draft in drafts)
        {
            string[] named = [.. draft.Replaces.Append(draft.Source).OfType<string>()];
            replacing._named.UnionWith(named);
            if (Therapy.ClassOf(draft) != Therapy.ClassOf(running[0]))
            {
                continue;
            }

            // EHRs often leave out the link to the order that a renewal renews. Where it is there it says which, and another order of the same
            // dose stays beside it: a morning and a night dose are often two orders.
            if (!named.Any(ids.Contains) && AmountOf(draft) is { } dose)
            {
                replacing._sameDose.Add((draft.Product.MgPerUnit, draft.Product.MgPerMl, dose));
            }

            // A request to refill renews, whether or not it names what (clinical page, section 3, "Hooks"): the one order that runs, or of
            // several the one of its product.
            if (session.Hook == "medication-refill" && !named.Any(ids.Contains))
            {
                replacing._onlyOne |= running.Length == 1;
                replacing._sameProduct.Add((draft.Product.MgPerUnit, draft.Product.MgPerMl));
            }
        }

        return replacing;
    }

    /// <summary>Whether one of the drafts names a running order, or has its id.</summary>
    public bool Names(DrugOrder running) => running.Source is { } id && _named.Contains(id);

    /// <summary>Whether one of the drafts takes the place of a running order.</summary>
    public bool Takes(DrugOrder running) => Names(running)
        || _onlyOne
        || _sameProduct.Contains((running.Product.MgPerUnit, running.Product.MgPerMl))
        || (running.AuthoredOn <= _assumedUntil && AmountOf(running) is { } taken
            && _sameDose.Contains((running.Product.MgPerUnit, running.Product.MgPerMl, taken)));

    // What is compared is of one route: mg by mouth are never held against micrograms into the spine.
    private static decimal? AmountOf(DrugOrder order) => order.Dose switch
    {
        DailyDose.Oral oral => oral.MostMg,
        DailyDose.Intrathecal { IsBolus: false } pump => pump.McgADay,
        _ => null,
    };
}
