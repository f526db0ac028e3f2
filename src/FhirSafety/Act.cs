using System.Collections.Immutable;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety;

/// <summary>Something a card can offer to do, before it is put into FHIR.</summary>
public abstract record Act
{
    private Act()
    {
    }

    /// <summary>Whether it is the one to take.</summary>
    public bool Recommended { get; init; }

    /// <summary>Whether it watches what the drug does to the patient: what "will monitor" means.</summary>
    public bool Monitors { get; init; }

    /// <summary>Takes a draft out of the session.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Drug">Its drug's name where it is another than the drug under check; null for that one.</param>
    public sealed record RemoveDraft(string Order, string? Drug = null) : Act;

    /// <summary>Changes a draft to another dose.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Regimen">The dose to write.</param>
    /// <param name="NewProduct">The product that can make it; null when the drafted one can.</param>
    /// <param name="Mark">What is written on the order, so that it is recognised as accepted.</param>
    /// <param name="OnlyIfNew">Whether the label must say that it is for a new start only, because running orders are not known.</param>
    public sealed record SetDose(
        string Order, Regimen Regimen, ValueSetRow? NewProduct, AppliedMark Mark, bool OnlyIfNew) : Act
    {
        /// <summary>Whether the label must say that it is for who has not taken the drug for a while.</summary>
        public bool OnlyAfterGap { get; init; }

        /// <summary>
        /// The running order that the draft renews without saying so, as <c>Type/id</c>: with another dose it would be read as one beside it.
        /// Null where nothing is left to say.
        /// </summary>
        public string? Renews { get; init; }
    }

    /// <summary>Orders a serum creatinine.</summary>
    /// <param name="Molar">Whether the laboratory reports in µmol/L.</param>
    /// <param name="Due">When, as a key of the words.</param>
    public sealed record OrderCreatinine(bool Molar, string Due) : Act;

    /// <summary>Orders a test, a visit or a referral.</summary>
    /// <param name="What">Which, a key of the words (<c>service.{What}</c>) and of the site's order codes.</param>
    /// <param name="Due">When, as a key of the words.</param>
    public sealed record OrderService(string What, string Due) : Act;

    /// <summary>Gives somebody something to do.</summary>
    /// <param name="What">What, a key of the words (<c>task.{What}</c>).</param>
    /// <param name="Due">When, as a key of the words.</param>
    public sealed record CreateTask(string What, string Due) : Act;

    /// <summary>Prescribes a drug to have at hand, such as an antidote.</summary>
    /// <param name="What">Which, a key of the site's order codes.</param>
    public sealed record OfferRescue(string What) : Act;

    /// <summary>Adds a sentence to what a draft tells the patient.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="What">The sentence, a key of the words (<c>instruct.{What}</c>).</param>
    public sealed record Instruct(string Order, string What) : Act
    {
        /// <summary>Values of the sentence's placeholders.</summary>
        public ImmutableArray<(string Name, string Value)> Arguments { get; init; } = [];
    }

    /// <summary>Lets a draft be dispensed for a few days only.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Days">For how many days.</param>
    public sealed record LimitSupply(string Order, int Days) : Act;

    /// <summary>Says in a draft which running order it takes the place of.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Running">The running order, as <c>Type/id</c>.</param>
    public sealed record LinkToRunning(string Order, string Running) : Act;

    /// <summary>Takes a running dose down in steps: one order a step, and a plan that names the course. It begins today.</summary>
    /// <param name="Running">The running order, as <c>Type/id</c>: what every step takes the place of.</param>
    /// <param name="Like">The order that was sent whose drug and route the steps take over, as <c>Type/id</c>.</param>
    /// <param name="Removed">The draft of the unchanged dose that the steps take the place of, as <c>Type/id</c>; null for none.</param>
    /// <param name="FromMg">mg a day before it.</param>
    /// <param name="ToMg">mg a day after it; 0 for a stop.</param>
    /// <param name="Steps">The steps, at least one.</param>
    /// <param name="NewProduct">The product that can make them; null when the one of <paramref name="Like"/> can.</param>
    /// <param name="Mark">What is written on every step, each with its own dose.</param>
    /// <param name="PlanTag">The code by which the plan is recognised.</param>
    public sealed record Taper(
        string Running,
        string Like,
        string? Removed,
        decimal FromMg,
        decimal ToMg,
        ImmutableArray<TaperStep> Steps,
        ValueSetRow? NewProduct,
        AppliedMark Mark,
        string PlanTag) : Act
    {
        /// <summary>Further drafts that the steps take the place of, as <c>Type/id</c>.</summary>
        public ImmutableArray<string> AlsoRemoved { get; init; } = [];
    }

    /// <summary>Begins with a low dose and raises it in steps: one order a step, beginning today.</summary>
    /// <param name="Draft">The draft whose drug and route the steps take over, and whose place they take, as <c>Type/id</c>.</param>
    /// <param name="Steps">The steps, rising; the last is to stay on.</param>
    /// <param name="NewProduct">The product that can make them; null when the drafted one can.</param>
    /// <param name="Mark">What is written on every step, each with its own dose.</param>
    public sealed record Titration(string Draft, ImmutableArray<TaperStep> Steps, ValueSetRow? NewProduct, AppliedMark Mark) : Act;

    /// <summary>Gives a draft the dosage of the order that runs, as that order has it.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Running">The running order, as <c>Type/id</c>.</param>
    /// <param name="McgADay">What it comes to, micrograms a day.</param>
    /// <param name="Mark">What is written on the order, so that it is recognised as accepted.</param>
    public sealed record KeepDosage(string Order, string Running, decimal McgADay, AppliedMark Mark) : Act;

    /// <summary>Lets a running order stand that the session stops.</summary>
    /// <param name="StoppedBy">The draft that stops it, as <c>Type/id</c>.</param>
    /// <param name="IsOrderItself">
    /// Whether that draft is the running order with another status, which is set back; else it is an order of its own, which is taken out.
    /// </param>
    public sealed record KeepRunning(string StoppedBy, bool IsOrderItself) : Act;

    /// <summary>Writes a running order again for another place, such as for home after a stay in hospital.</summary>
    /// <param name="Source">The running order, as <c>Type/id</c>.</param>
    /// <param name="Category">Where it is to be taken.</param>
    public sealed record ContinueOrder(string Source, OrderCategory Category) : Act;
}
