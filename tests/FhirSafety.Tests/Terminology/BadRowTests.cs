using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

public class BadRowTests
{
    private const string Good = "http://snomed.info/sct,45007003,Low blood pressure,here,yes,hypotension\n";

    [Theory]
    [InlineData("http://snomed.info/sct,45007003,Low blood pressure,here,yes", "5 columns")]
    [InlineData("http://snomed.info/sct,45007003,Low, blood pressure,here,yes,x", "7 columns")]
    [InlineData("", "1 columns")]
    [InlineData(",45007003,Low blood pressure,here,yes,x", "system is empty")]
    [InlineData("http://snomed.info/sct,,Low blood pressure,here,yes,x", "code is empty")]
    [InlineData("http://snomed.info/sct,45007003, ,here,yes,x", "display is empty")]
    [InlineData("http://snomed.info/sct,45007003,Low blood pressure,,yes,x", "source is empty")]
    [InlineData("http://snomed.info/sct,271594007,Low blood pressure,here,maybe,x", "verified is 'maybe'")]
    [InlineData("http://snomed.info/sct,271594007,Low blood pressure,here,Yes,x", "verified is 'Yes'")]
    [InlineData("http://snomed.info/sct ,45007003,Low blood pressure,here,yes,x", "not one the check knows")]
    [InlineData("http://hl7.org/fhir/sid/icd-10,I95,Hypotension,here,yes,x", "not one the check knows")]
    [InlineData("http://snomed.info/sct,4500*,Low blood pressure,here,yes,x", "only ATC and ICD-10-CM")]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm,12*,x,here,yes,x", "only ATC and ICD-10-CM")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,I*95,Hypotension,here,yes,x", "not its end")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,I95**,Hypotension,here,yes,x", "not its end")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,*,Hypotension,here,yes,x", "malformed")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,I9,Hypotension,here,yes,x", "malformed")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,I95.,Hypotension,here,yes,x", "malformed")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,I95.12345,Hypotension,here,yes,x", "malformed")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm,i95,Hypotension,here,yes,x", "malformed")]
    [InlineData("http://snomed.info/sct,45007004,Low blood pressure,here,yes,x", "check digit")]
    [InlineData("http://snomed.info/sct,45070003,Low blood pressure,here,yes,x", "check digit")]
    [InlineData("http://snomed.info/sct,4500700A,Low blood pressure,here,yes,x", "malformed")]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm,12a,x,here,yes,x", "malformed")]
    [InlineData("http://loinc.org,2160-1,Creatinine,here,yes,x", "LOINC")]
    [InlineData("http://loinc.org,21600,Creatinine,here,yes,x", "LOINC")]
    [InlineData("http://loinc.org,LX2160-0,Creatinine,here,yes,x", "LOINC")]
    [InlineData("http://www.whocc.no/atc,N02AB3,x,here,yes,x", "ATC")]
    [InlineData("http://www.whocc.no/atc,N02AB,x,here,yes,x\nhttp://www.whocc.no/atc,02N,x,here,yes,x", "ATC", 4)]
    [InlineData("urn:hcpcs,J475,x,here,yes,x", "HCPCS")]
    [InlineData("http://snomed.info/sct,45007003,Again,here,yes,hypotension", "on line 2")]
    [InlineData("http://snomed.info/sct,45007003,Again,here,no,syncope", "on line 2")]
    [InlineData("http://snomed.info/sct,271594007,Say \"ah\",here,yes,x", "quote")]
    [InlineData("http://snomed.info/sct,271594007,\"Syncope\" and,here,yes,x", "closing quote")]
    [InlineData("http://snomed.info/sct,271594007,\"Syncope,here,yes,x", "does not end")]
    [InlineData("http://snomed.info/sct,271594007,Syncope,here,yes,x\rmore", "carriage return")]
    public void A_row_that_cannot_be_trusted_stops_the_load_with_file_and_line(string row, string says, int line = 3)
    {
        using SetFolder folder = new SetFolder().With("hypotension.csv", SetFolder.Header + Good + row + "\n");

        string refusal = folder.Refusal();

        Assert.Contains($"hypotension.csv line {line}:", refusal, StringComparison.Ordinal);
        Assert.Contains(says, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("system,code,display,verified,source\n", "first columns")]
    [InlineData("system,code,display,source\n", "first columns")]
    [InlineData("system,code,display,source,verified,grupo\n", "'grupo'")]
    [InlineData("system,code,display,source,verified,group,group\n", "twice")]
    public void A_header_that_is_not_understood_stops_the_load(string header, string says)
    {
        using SetFolder folder = new SetFolder().With("set.csv", header);

        Assert.Contains(says, folder.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("5 mg")]
    [InlineData("1,000")]
    public void A_strength_must_be_a_positive_number(string strength)
    {
        using SetFolder folder = new SetFolder().With(
            "products.csv",
            $"system,code,display,source,verified,level,strength_mg\n{Shipped.RxNorm},1292,x,here,yes,SCD,\"{strength}\"\n");

        Assert.Contains("products.csv line 2: the strength", folder.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_stop_the_load()
    {
        using SetFolder folder = new SetFolder().With("set.csv", [.. "system,code\n"u8, 0xE9, (byte)'\n']);

        Assert.Contains("set.csv line 2: the bytes are not UTF-8", folder.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_value_sets_stops_the_load()
    {
        using SetFolder folder = new();

        Assert.Contains("no value set", folder.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quoted_commas_quotes_and_line_breaks_are_read_and_lines_still_counted()
    {
        using SetFolder folder = new SetFolder().With(
            "set.csv",
            "\uFEFF" + (SetFolder.Header + "http://snomed.info/sct,45007003,\"Low \"\"blood\"\",\npressure\",here,yes,\"x\"\n").Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal("Low \"blood\",\r\npressure", Assert.Single(folder.Load().Rows("set")).Display);

        folder.With("set.csv", SetFolder.Header + "http://snomed.info/sct,45007003,\"Low\npressure\",here,yes,x\nbad\n");
        Assert.Contains("set.csv line 4:", folder.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_follows_content_and_names_but_not_line_endings()
    {
        string Version(string file, string content)
        {
            using SetFolder folder = new SetFolder().With(file, content);
            return folder.Load().Version;
        }

        string version = Version("set.csv", SetFolder.Header + Good);

        Assert.Matches("^[0-9a-f]{12}$", version);
        Assert.Equal(version, Version("set.csv", (SetFolder.Header + Good).Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.NotEqual(version, Version("set.csv", SetFolder.Header + Good.Replace("Low", "low", StringComparison.Ordinal)), StringComparer.Ordinal);
        Assert.NotEqual(version, Version("sets.csv", SetFolder.Header + Good), StringComparer.Ordinal);
    }
}
