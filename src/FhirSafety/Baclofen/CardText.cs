using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The parts of a message that most precautions say alike.</summary>
internal static class CardText
{
    /// <summary>
    /// A summary, the order and what was found, and the sentences <c>{id}.why</c>, <c>{id}.act</c> and <c>{id}.sources</c>.
    /// </summary>
    public static FindingMessage Of(OrderUnderCheck order, string id, Phrase summary, params ReadOnlySpan<Phrase> found) => new(
        summary, [.. OrderLine.Of(order), .. found], [new($"{id}.why")], [new($"{id}.act")], new($"{id}.sources"));
}
