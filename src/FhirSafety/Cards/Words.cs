using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FhirSafety.Cards;

/// <summary>Every sentence a card can say, from the reviewed words file, with <c>{named}</c> placeholders.</summary>
public sealed class Words
{
    private readonly FrozenDictionary<string, string> _sentences;

    private Words(FrozenDictionary<string, string> sentences) => _sentences = sentences;

    /// <summary>The keys there are.</summary>
    public IEnumerable<string> Keys => _sentences.Keys;

    /// <summary>Reads the words file.</summary>
    /// <exception cref="InvalidDataException">It is no flat JSON object of texts; the message says where.</exception>
    public static Words Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<string, string>>(utf8, Strict)!.ToFrozenDictionary(StringComparer.Ordinal));
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"words/en.json must be one JSON object of texts, each key once (line {fault.LineNumber + 1}).", fault);
        }
    }

    /// <summary>A sentence as plain text.</summary>
    public string Plain(Phrase phrase) => Render(phrase, ShownText.Plain);

    /// <summary>A sentence as Markdown: what came from the request is escaped.</summary>
    public string Markdown(Phrase phrase) => Render(phrase, ShownText.Markdown);

    /// <summary>A sentence without placeholders.</summary>
    public string this[string key] => Sentence(key);

    /// <summary>Whether there is such a sentence.</summary>
    public bool Has(string key) => _sentences.ContainsKey(key);

    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    private string Render(Phrase phrase, Func<string, string> show)
    {
        string sentence = Sentence(phrase.Key);
        if (!sentence.Contains('{', StringComparison.Ordinal))
        {
            return sentence;
        }

        DefaultInterpolatedStringHandler text = new(sentence.Length, 1, provider: null, stackalloc char[256]);
        int at = 0;
        while (sentence.IndexOf('{', at) is >= 0 and var open)
        {
            int close = sentence.IndexOf('}', open);
            text.AppendFormatted(sentence.AsSpan(at, open - at));
            text.AppendLiteral(Argument(phrase, sentence.AsSpan(open + 1, close - open - 1), show, isFirst: open == 0));
            at = close + 1;
        }

        text.AppendFormatted(sentence.AsSpan(at));
        return text.ToStringAndClear();
    }

    // A term is the product's own word, and begins a sentence as one; what came from the request is made safe to show and else stays
    // as it was written: a drug is named as the order names it.
    private string Argument(Phrase phrase, ReadOnlySpan<char> name, Func<string, string> show, bool isFirst)
    {
        foreach ((string given, string value) in phrase.Arguments)
        {
            if (name.SequenceEqual(given))
            {
                return show(value);
            }
        }

        foreach ((string given, string key) in phrase.Terms)
        {
            if (name.SequenceEqual(given))
            {
                string term = Sentence(key);
                return isFirst ? char.ToUpperInvariant(term[0]) + term[1..] : term;
            }
        }

        throw new InvalidOperationException($"The sentence '{phrase.Key}' needs '{name}', which the precaution does not give.");
    }

    private string Sentence(string key) => _sentences.TryGetValue(key, out string? sentence)
        ? sentence
        : throw new InvalidOperationException($"words/en.json has no sentence '{key}'.");
}
