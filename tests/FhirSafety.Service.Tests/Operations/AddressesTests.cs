using FhirSafety.Service.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace FhirSafety.Service.Tests.Operations;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("https://LOCALHOST")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.255.255.254:80")]
    [InlineData("http://[::1]:5080")]
    public void Only_this_machine_reaches(string address) => Assert.True(Addresses.IsLoopback(address));

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.0.7:5080")]
    [InlineData("http://localhost.example.org")]
    [InlineData("http://fhirsafety")]
    [InlineData("http://127.0.0.1.example.org")]
    [InlineData("5080")]
    [InlineData("")]
    public void Others_may_reach(string address) => Assert.False(Addresses.IsLoopback(address));

    [Theory]
    [InlineData("urls", "http://localhost:1")]
    [InlineData("HTTP_PORTS", "1")]
    [InlineData("HTTPS_PORTS", "1")]
    [InlineData("Kestrel:Endpoints:A:Url", "http://localhost:1")]
    public void An_address_that_is_given_is_kept(string key, string value) => Assert.NotEqual(Addresses.Default, UrlsWith(key, value));

    [Theory]
    [InlineData("Other", "1")]
    [InlineData("HTTP_PORTS", "")]
    public void Without_one_the_service_listens_on_its_own(string key, string value) => Assert.Equal(Addresses.Default, UrlsWith(key, value));

    private static string? UrlsWith(string key, string value)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection([new(key, value)]);
        builder.ListenOnLoopback();
        return builder.Configuration["urls"];
    }
}
