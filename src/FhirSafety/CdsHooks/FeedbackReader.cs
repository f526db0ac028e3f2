using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FhirSafety.Memory;

namespace FhirSafety.CdsHooks;

/// <summary>Reads feedback (conformance sheet, items 66 to 73). Names paths, never values: a comment is patient data.</summary>
public static partial class FeedbackReader
{
    /// <summary>The most entries of one body.</summary>
    public const int MostEntries = 1000;

    private const int MostSuggestions = 50;

    /// <summary>Reads a body.</summary>
    /// <param name="root">The body.</param>
    /// <param name="earliest">No outcome is older.</param>
    /// <param name="latest">No outcome is later.</param>
    public static FeedbackReading Read(JsonElement root, DateTimeOffset earliest, DateTimeOffset latest)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Refused(EnvelopeReader.WrongType("the body", "an object"));
        }

        if (!root.TryGetProperty("feedback", out JsonElement feedback) || feedback.ValueKind == JsonValueKind.Null)
        {
            return Refused(EnvelopeReader.Missing("feedback"));
        }

        if (feedback.ValueKind != JsonValueKind.Array)
        {
            return Refused(EnvelopeReader.WrongType("feedback", "an array"));
        }

        if (feedback.GetArrayLength() > MostEntries)
        {
            return Refused(new Refusal(413, RefusalCodes.BodyTooLarge, $"feedback has more than {MostEntries} entries. Send it in several calls; nothing was stored."));
        }

        ImmutableArray<CardFeedback>.Builder entries = ImmutableArray.CreateBuilder<CardFeedback>();
        ImmutableArray<Refusal>.Builder refusals = ImmutableArray.CreateBuilder<Refusal>();
        int place = 0;
        foreach (JsonElement entry in feedback.EnumerateArray())
        {
            EnvelopeReader read = new();
            CardFeedback? one = ReadEntry(entry, $"feedback[{place++}]", read, earliest, latest);
            if (read.Refusal is { } refusal)
            {
                refusals.Add(refusal);
            }
            else
            {
                entries.Add(one!);
            }
        }

        return refusals.Count > 0 ? new FeedbackReading.Refused(refusals.ToImmutable()) : new FeedbackReading.Accepted(entries.ToImmutable());
    }

    private static FeedbackReading.Refused Refused(Refusal refusal) => new([refusal]);

    private static CardFeedback? ReadEntry(JsonElement entry, string path, EnvelopeReader read, DateTimeOffset earliest, DateTimeOffset latest)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            read.Refuse(EnvelopeReader.WrongType(path, "an object"));
            return null;
        }

        string? card = read.RequiredText(entry, "card", $"{path}.card");
        bool? accepted = ReadOutcome(entry, path, read);
        DateTimeOffset? at = ReadTime(entry, $"{path}.outcomeTimestamp", read, earliest, latest);
        if (card is null || accepted is not { } taken || at is not { } when)
        {
            return null;
        }

        CardFeedback feedback = new(Guid.TryParse(card, out Guid uuid) ? uuid : null, taken, when);
        return taken
            ? feedback with { Suggestions = ReadSuggestions(entry, $"{path}.acceptedSuggestions", read) }
            : ReadReason(entry, path, read, feedback);
    }

    private static bool? ReadOutcome(JsonElement entry, string path, EnvelopeReader read)
    {
        switch (read.RequiredText(entry, "outcome", $"{path}.outcome"))
        {
            case "accepted":
                return true;
            case "overridden":
                return false;
            case null:
                return null;
            default:
                read.Refuse(Invalid($"{path}.outcome", "must be accepted or overridden"));
                return null;
        }
    }

    private static DateTimeOffset? ReadTime(JsonElement entry, string path, EnvelopeReader read, DateTimeOffset earliest, DateTimeOffset latest)
    {
        if (read.RequiredText(entry, "outcomeTimestamp", path) is not { } text)
        {
            return null;
        }

        Match match = Rfc3339().Match(text);
        if (!match.Success
            || !DateTimeOffset.TryParse(match.Groups["kept"].Value + match.Groups["zone"].Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at))
        {
            read.Refuse(Invalid(path, "must be a time of RFC 3339 with its offset, such as 2026-11-22T17:50:54Z"));
            return null;
        }

        if (at < earliest || at > latest)
        {
            read.Refuse(Invalid(path, string.Create(CultureInfo.InvariantCulture, $"must lie between {earliest:yyyy-MM-dd} (as long as decisions are kept) and tomorrow")));
            return null;
        }

        return at.ToUniversalTime();
    }

    private static ImmutableArray<Guid> ReadSuggestions(JsonElement entry, string path, EnvelopeReader read)
    {
        if (!entry.TryGetProperty("acceptedSuggestions", out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            read.Refuse(EnvelopeReader.Missing(path));
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            read.Refuse(EnvelopeReader.WrongType(path, "an array"));
            return [];
        }

        if (list.GetArrayLength() is 0 or > MostSuggestions)
        {
            read.Refuse(Invalid(path, $"must name from 1 to {MostSuggestions} suggestions"));
            return [];
        }

        ImmutableArray<Guid>.Builder ids = ImmutableArray.CreateBuilder<Guid>();
        int place = 0;
        foreach (JsonElement suggestion in list.EnumerateArray())
        {
            string at = $"{path}[{place++}]";
            if (suggestion.ValueKind != JsonValueKind.Object)
            {
                read.Refuse(EnvelopeReader.WrongType(at, "an object"));
            }
            else if (Guid.TryParse(read.RequiredText(suggestion, "id", $"{at}.id"), out Guid id))
            {
                ids.Add(id);
            }
        }

        return ids.ToImmutable();
    }

    /// <summary>The reason in any of the shapes met: as specified, as Epic prints it (<c>overrideReasons</c>), or flat as old sandboxes send it.</summary>
    private static CardFeedback ReadReason(JsonElement entry, string path, EnvelopeReader read, CardFeedback feedback)
    {
        string name = entry.TryGetProperty("overrideReasons", out _) ? "overrideReasons" : "overrideReason";
        if (read.OptionalObject(entry, name, $"{path}.{name}") is not { } reason)
        {
            return feedback;
        }

        path = $"{path}.{name}";
        string? comment = read.OptionalText(reason, "userComment", $"{path}.userComment");
        JsonElement coding = read.OptionalObject(reason, "reason", $"{path}.reason") ?? reason;
        string? code = read.OptionalText(coding, "code", $"{path}.code");
        string? system = read.OptionalText(coding, "system", $"{path}.system");

        // Epic's own reasons stand in an extension whose content is not published: that there is one is all that is known.
        bool coded = !string.IsNullOrEmpty(code) || reason.TryGetProperty("extension", out _);
        return feedback with
        {
            Commented = !string.IsNullOrWhiteSpace(comment),
            Reason = coded ? Token.Of(code) ?? CardFeedback.OtherReason : null,
            ReasonSystem = Token.Of(code) is null ? null : Token.Of(system),
        };
    }

    private static Refusal Invalid(string path, string what) => new(400, RefusalCodes.InvalidValue, $"{path} {what}.");

    [GeneratedRegex(@"\A(?<kept>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?)[0-9]*(?<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rfc3339();
}
