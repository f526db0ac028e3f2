using System.Globalization;
using System.Text;
using System.Text.Json;
using FhirSafety.Scenarios;

namespace FhirSafety.Tests.Scenarios;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("@today", "2026-11-22T23:30:00+13:00", "2026-11-22")]
    [InlineData("@today-30d", "2026-11-22T10:00:00+00:00", "2026-10-23")]
    [InlineData("@today+7d", "2026-12-28T10:00:00+00:00", "2027-01-04")]
    [InlineData("@today-79y", "2026-11-22T10:00:00+00:00", "1947-11-22")]
    [InlineData("@today-79y", "2028-02-29T10:00:00+00:00", "1949-02-28")]
    [InlineData("@today-6m", "2026-08-31T10:00:00+00:00", "2026-02-28")]
    [InlineData("@now", "2026-11-22T10:00:00+01:00", "2026-11-22T10:00:00+01:00")]
    [InlineData("@now-30h", "2026-11-22T10:00:00+00:00", "2026-11-21T04:00:00+00:00")]
    [InlineData("@now+2h", "2026-12-31T23:30:00-05:00", "2027-01-01T01:30:00-05:00")]
    public void A_token_becomes_the_date_it_names(string token, string now, string date)
    {
        Assert.Equal(date, Fill($$"""{"at":["{{token}}"]}""", now).GetProperty("at")[0].GetString());
    }

    [Theory]
    [InlineData("@yesterday")]
    [InlineData("@")]
    [InlineData("@today-30")]
    [InlineData("@today -30d")]
    [InlineData("@today-30d\\n")]
    [InlineData("@today-30h")]
    [InlineData("@now-30d")]
    [InlineData("@today-9999y")]
    [InlineData("@today+999999999m")]
    [InlineData("@now-999999999h")]
    [InlineData("@today-99999999999d")]
    public void What_only_looks_like_a_token_is_an_error_that_names_it(string token)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => Fill($$"""{"at":"{{token}}"}""", "2026-11-22T10:00:00+00:00"));

        Assert.Contains(JsonElement.Parse($"\"{token}\"").GetString()!, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_no_token_stays_as_it_is()
    {
        const string Json = """{"@today":"on @today","value":2.050,"text":"5 µg","list":[null,true,{}]}""";

        Assert.Equal(Json, JsonSerializer.Serialize(Fill(Json, "2026-11-22T10:00:00+00:00"), JsonSerializerOptions.Web).Replace("\\u00B5", "µ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../baclofen")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("Renal")]
    [InlineData("ré")]
    public void A_name_that_could_leave_the_folder_is_no_name(string name)
    {
        Assert.False(Scenario.IsName(name));
        Assert.Null(Scenario.Request(Path.GetTempPath(), name, DateTimeOffset.UnixEpoch));
    }

    private static JsonElement Fill(string json, string now) =>
        JsonElement.Parse(Scenario.FillInDates(Encoding.UTF8.GetBytes(json), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
}
