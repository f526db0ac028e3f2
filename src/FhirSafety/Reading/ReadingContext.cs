using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>What every reader of a check needs: codes, the site's day, and where problems go.</summary>
internal sealed class ReadingContext(MonitoredDrug drug, DateTimeOffset now, TimeZoneInfo zone)
{
    /// <summary>The drug under check with its codes.</summary>
    public MonitoredDrug Drug { get; } = drug;

    /// <summary>The moment, in the site's zone.</summary>
    public DateTimeOffset Now { get; } = TimeZoneInfo.ConvertTime(now, zone);

    /// <summary>The site's zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>What could not be used.</summary>
    public List<ReadingProblem> Problems { get; } = [];

    /// <summary>Notes a problem with a resource.</summary>
    public void Note(string code, JsonElement resource) => Problems.Add(new ReadingProblem(code, References.SourceOf(resource)));

    /// <summary>The row of one set that a concept belongs to; null when it belongs to none.</summary>
    public ValueSetRow? RowIn(string set, JsonElement? concept)
    {
        if (concept is not { } named)
        {
            return null;
        }

        foreach (JsonElement coding in References.Objects(named, "coding"u8))
        {
            foreach (ValueSetRow row in Codings.RowsOf(coding, Drug.Terms))
            {
                if (row.Set == set)
                {
                    return row;
                }
            }
        }

        return null;
    }

    /// <summary>The sets that some precaution uses to which the codes of a concept belong, with their groups.</summary>
    public ImmutableArray<Meaning> MeaningsOf(JsonElement? concept)
    {
        if (concept is not { } named)
        {
            return [];
        }

        ImmutableArray<Meaning> meanings = [];
        foreach (JsonElement coding in References.Objects(named, "coding"u8))
        {
            foreach (ValueSetRow row in Codings.RowsOf(coding, Drug.Terms))
            {
                if (Drug.RecordSets.Contains(row.Set) && new Meaning(row.Set, row.Group) is var meaning && !meanings.Contains(meaning))
                {
                    meanings = meanings.Add(meaning);
                }
            }
        }

        return meanings;
    }
}
