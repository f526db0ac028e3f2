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
        string Order, Regimen Regimen, ValueSetRow? NewProduct, AppliedMark Mark, bool OnlyIfNew) : Act;

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
    public sealed record Instruct(string Order, string What) : Act;

    /// <summary>Lets a draft be dispensed for a few days only.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Days">For how many days.</param>
    public sealed record LimitSupply(string Order, int Days) : Act;

    /// <summary>Says in a draft which running order it takes the place of.</summary>
    /// <param name="Order">The draft, as <c>Type/id</c>.</param>
    /// <param name="Running">The running order, as <c>Type/id</c>.</param>
    public sealed record LinkToRunning(string Order, string Running) : Act;
}
