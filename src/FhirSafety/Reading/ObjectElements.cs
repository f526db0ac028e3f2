using System.Collections;
using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>The objects of a member: those of a list, or the one that stands where R4 wants a list. Whatever else stands there is passed over.</summary>
/// <remarks>A structure, because a check goes through hundreds of such members, most of them absent.</remarks>
/// <param name="member">The member; undefined where it is absent.</param>
internal readonly struct ObjectElements(JsonElement member) : IEnumerable<JsonElement>
{
    /// <summary>Goes through them without making an object.</summary>
    public Enumerator GetEnumerator() => new(member);

    IEnumerator<JsonElement> IEnumerable<JsonElement>.GetEnumerator() => new Enumerator(member);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(member);

    /// <summary>The place in the list.</summary>
    internal struct Enumerator : IEnumerator<JsonElement>
    {
        private readonly JsonElement _member;
        private JsonElement.ArrayEnumerator _list;
        private bool _started;

        internal Enumerator(JsonElement member)
        {
            _member = member;
            _list = member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : default;
        }

        /// <inheritdoc/>
        public JsonElement Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (_member.ValueKind == JsonValueKind.Object)
            {
                bool isFirst = !_started;
                _started = true;
                Current = _member;
                return isFirst;
            }

            while (_list.MoveNext())
            {
                if (_list.Current.ValueKind == JsonValueKind.Object)
                {
                    Current = _list.Current;
                    return true;
                }
            }

            return false;
        }

        /// <inheritdoc/>
        public void Reset()
        {
            _started = false;
            _list.Reset();
        }

        /// <inheritdoc/>
        public readonly void Dispose()
        {
            // Holds nothing.
        }
    }
}
