using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>The elements under a concept's <c>coding</c>: of the list, or the one object that stands where R4 wants a list.</summary>
/// <remarks>A structure, because a check goes through a hundred concepts.</remarks>
internal struct CodingElements
{
    private readonly JsonElement _only;
    private JsonElement.ArrayEnumerator _list;
    private bool _atOnly;

    public CodingElements(JsonElement concept)
    {
        if (concept.ValueKind == JsonValueKind.Object && concept.TryGetProperty("coding"u8, out JsonElement coding))
        {
            _only = coding.ValueKind == JsonValueKind.Object ? coding : default;
            _list = coding.ValueKind == JsonValueKind.Array ? coding.EnumerateArray() : default;
        }
    }

    public readonly JsonElement Current => _atOnly ? _only : _list.Current;

    public readonly CodingElements GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_only.ValueKind == JsonValueKind.Undefined)
        {
            return _list.MoveNext();
        }

        _atOnly = !_atOnly;
        return _atOnly;
    }
}
