using System.Collections;
using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Reads members of a Firely object by their FHIR names without ever throwing.</summary>
/// <remarks>
/// A typed getter throws when the JSON had another shape, which would cost the whole order for one bad member. Here a member
/// of the wrong kind reads as absent, a single value where a list belongs as a list of one, and the other way round.
/// </remarks>
internal static class LenientElements
{
    /// <summary>The member, if it is one <typeparamref name="T"/>.</summary>
    public static T? One<T>(this Base? parent, string name)
        where T : Base => Raw(parent, name) switch
        {
            T one => one,
            IList { Count: 1 } list => list[0] as T,
            _ => null,
        };

    /// <summary>The <typeparamref name="T"/>s of the member; what is of another kind is left out.</summary>
    public static List<T> All<T>(this Base? parent, string name)
        where T : Base => Raw(parent, name) switch
        {
            T one => [one],
            List<T> list when !list.Contains(null!) => list,
            IList list => [.. list.OfType<T>()],
            _ => [],
        };

    /// <summary>A text or code, trimmed; null when absent, blank or no text.</summary>
    public static string? Text(this Base? parent, string name) => Text(One<PrimitiveType>(parent, name));

    /// <summary>The texts or codes of a list.</summary>
    public static ImmutableArray<string> Texts(this Base? parent, string name) =>
        Has(parent, name) ? [.. All<PrimitiveType>(parent, name).Select(Text).OfType<string>()] : [];

    /// <summary>A number; null when absent or no JSON number.</summary>
    public static decimal? Number(this Base? parent, string name) => One<PrimitiveType>(parent, name)?.JsonValue switch
    {
        decimal number => number,
        int number => number,
        long number => number,
        uint number => number,
        ulong number => number,
        _ => null,
    };

    /// <summary>True or false; null when absent or neither.</summary>
    public static bool? Flag(this Base? parent, string name) => One<PrimitiveType>(parent, name)?.JsonValue as bool?;

    /// <summary>Whether the member was sent, in whatever shape.</summary>
    public static bool Has(this Base? parent, string name) => Raw(parent, name) is not (null or IList { Count: 0 });

    /// <summary>Whether a number was sent in a form that is no number.</summary>
    public static bool HasBadNumber(this Base? parent, string name) => Number(parent, name) is null && Has(parent, name);

    /// <summary>The text, displays and, when <paramref name="codes"/>, codes of a concept, most telling first.</summary>
    public static List<string> Words(this CodeableConcept? concept, bool codes = false)
    {
        List<string> words = [];
        if (concept is null)
        {
            return words;
        }

        if (concept.Text("text") is { } text)
        {
            words.Add(text);
        }

        foreach (Coding coding in concept.All<Coding>("coding"))
        {
            if (coding.Text("display") is { } display)
            {
                words.Add(display);
            }

            if (codes && coding.Text("code") is { } code)
            {
                words.Add(code);
            }
        }

        return words;
    }

    private static string? Text(PrimitiveType? primitive) =>
        primitive?.JsonValue is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static object? Raw(Base? parent, string name) =>
        parent is not null && parent.TryGetValue(name, out object? value) ? value : null;
}
